//! Putting a unit under another.

use super::wire::{UnitMove, UnitView};
use super::{MOVED, rows, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Result, UnitId};
use store::{Committed, Event, Subject, WriteTx};

/// Move a unit
///
/// Under another, or to the top; from now on, or from the date given. Where it stood before stays known.
#[utoipa::path(put, path = "/units/{id}/parent", tag = "Units", operation_id = "moveUnit",
    params(("id" = UnitId, Path, description = "The unit."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = UnitMove, responses((status = 200, description = "The unit as it stands now.", body = UnitView)))]
pub async fn move_unit(
    cx: Cx<permit::UnitsWrite>,
    Path(id): Path<UnitId>,
    if_match: IfMatch,
    Json(to): Json<UnitMove>,
) -> Answer<Versioned<UnitView>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, &to)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: UnitId, if_match: IfMatch, to: &UnitMove) -> Result<Committed<UnitView>> {
    let forest = rows::forest(&mut tx)?;
    let mut row = forest.find(id)?.clone();
    if_match.hold(row.version, || rows::shown(&mut tx, id))?;
    forest.in_use("id", id)?;
    if let Some(parent) = to.parent_id {
        forest.in_use("parent_id", parent)?;
    }
    let from = to.from.unwrap_or(tx.now());
    let edges = rules::moved(&forest.edges, id, to.parent_id, from)?;
    rules::check_line(&edges, id, from)?;
    forest.check_beside(id, to.parent_id, &row.name)?;
    rows::replace_edges(&mut tx, id, &edges)?;
    rows::save(&mut tx, &mut row)?;
    let name = |parent: Option<UnitId>| parent.map(|parent| forest.path(parent).join(" / "));
    let event = Event::new(&MOVED, Subject::new("unit", id))
        .label(row.name)
        .change("parent", &name(forest.now.parent(id)), &name(to.parent_id))
        .first("from", &from);
    let shown = rows::shown(&mut tx, id)?;
    tx.commit(event, shown)
}
