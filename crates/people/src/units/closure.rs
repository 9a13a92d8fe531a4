//! Closing a unit that nobody needs any more, and opening it again.

use super::wire::UnitView;
use super::{CLOSED, REOPENED, rows};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result, UnitId};
use store::{Committed, Event, Subject, WriteTx};

/// Close a unit
///
/// Refused with `unit-in-use` and what stands in the way: units below, postings, roles, customers, sites, live jobs.
#[utoipa::path(put, path = "/units/{id}/closure", tag = "Units", operation_id = "closeUnit",
    params(("id" = UnitId, Path, description = "The unit."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The unit, closed.", body = UnitView)))]
pub async fn close_unit(cx: Cx<permit::UnitsWrite>, Path(id): Path<UnitId>, if_match: IfMatch) -> Answer<Versioned<UnitView>> {
    Ok(Versioned(cx.write(move |tx| close(tx, id, if_match)).await?))
}

/// Open a unit again
#[utoipa::path(delete, path = "/units/{id}/closure", tag = "Units", operation_id = "reopenUnit",
    params(("id" = UnitId, Path, description = "The unit."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The unit, open.", body = UnitView)))]
pub async fn reopen_unit(cx: Cx<permit::UnitsWrite>, Path(id): Path<UnitId>, if_match: IfMatch) -> Answer<Versioned<UnitView>> {
    Ok(Versioned(cx.write(move |tx| reopen(tx, id, if_match)).await?))
}

fn close(mut tx: WriteTx<'_>, id: UnitId, if_match: IfMatch) -> Result<Committed<UnitView>> {
    let forest = rows::forest(&mut tx)?;
    let mut row = forest.find(id)?.clone();
    if_match.hold(row.version, || rows::shown(&mut tx, id))?;
    forest.in_use("id", id)?;
    let in_the_way = rows::in_the_way(&mut tx, id, &forest)?;
    if !in_the_way.is_empty() {
        return Err(Error::refused("unit-in-use", format!("the unit is in use: {}", in_the_way.join(", "))));
    }
    row.closed_at = Some(tx.now());
    rows::save(&mut tx, &mut row)?;
    let shown = rows::shown(&mut tx, id)?;
    tx.commit(Event::new(&CLOSED, Subject::new("unit", id)).label(row.name), shown)
}

fn reopen(mut tx: WriteTx<'_>, id: UnitId, if_match: IfMatch) -> Result<Committed<UnitView>> {
    let forest = rows::forest(&mut tx)?;
    let mut row = forest.find(id)?.clone();
    if_match.hold(row.version, || rows::shown(&mut tx, id))?;
    if row.closed_at.is_none() {
        return Err(Error::refused("unit-open", "the unit is open"));
    }
    let parent = forest.now.parent(id);
    if let Some(parent) = parent {
        forest.in_use("parent_id", parent)?;
    }
    forest.check_beside(id, parent, &row.name)?;
    row.closed_at = None;
    rows::save(&mut tx, &mut row)?;
    let shown = rows::shown(&mut tx, id)?;
    tx.commit(Event::new(&REOPENED, Subject::new("unit", id)).label(row.name), shown)
}
