//! Changing what a unit is called and what it is.

use super::rows;
use super::wire::{UnitChanges, UnitView};
use super::{UPDATED, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, UnitId};
use store::{Event, Subject};

/// Change a unit
#[utoipa::path(patch, path = "/units/{id}", tag = "Units", operation_id = "updateUnit",
    params(("id" = UnitId, Path, description = "The unit."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = UnitChanges, responses((status = 200, description = "The unit as it stands now.", body = UnitView)))]
pub async fn update_unit(
    cx: Cx<permit::UnitsWrite>,
    Path(id): Path<UnitId>,
    if_match: IfMatch,
    Json(changes): Json<UnitChanges>,
) -> Answer<Versioned<UnitView>> {
    let view = cx
        .write(move |mut tx| {
            let forest = rows::forest(&mut tx)?;
            let before = forest.find(id)?.clone();
            if_match.hold(before.version, || rows::shown(&mut tx, id))?;
            let mut after = before.clone();
            if let Some(name) = changes.name {
                rules::check_name(name.as_str())?;
                forest.check_beside(id, forest.now.parent(id), name.as_str())?;
                after.name = name.into_string();
            }
            after.kind = changes.kind.map_or(after.kind, Line::into_string);
            rows::save(&mut tx, &mut after)?;
            let event = Event::new(&UPDATED, Subject::new("unit", id)).label(after.name.as_str());
            let event = event.change("name", &before.name, &after.name).change("kind", &before.kind, &after.kind);
            let shown = rows::shown(&mut tx, id)?;
            tx.commit(event, shown)
        })
        .await?;
    Ok(Versioned(view))
}
