//! Changing or retiring a duty type.

use super::wire::{DutyType, DutyTypeChanges};
use super::{DutyTypeId, UPDATED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Line;
use store::{Event, Subject};

/// Change a duty type
#[utoipa::path(patch, path = "/duty-types/{id}", tag = "Duty types", operation_id = "updateDutyType",
    params(("id" = DutyTypeId, Path, description = "The duty type."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = DutyTypeChanges, responses((status = 200, description = "The duty type as it stands now.", body = DutyType)))]
pub async fn update_duty_type(
    cx: Cx<permit::DutyTypesWrite>,
    Path(id): Path<DutyTypeId>,
    if_match: IfMatch,
    Json(changes): Json<DutyTypeChanges>,
) -> Answer<Versioned<DutyType>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || Ok(before.clone()))?;
            let mut after = before.clone();
            after.name = changes.name.map_or(after.name, Line::into_string);
            after.counts_towards_minimum = changes.counts_towards_minimum.unwrap_or(after.counts_towards_minimum);
            after.retired = changes.retired.unwrap_or(after.retired);
            rows::save(&mut tx, &mut after)?;
            let event =
                Event::new(&UPDATED, Subject::new("duty_type", id)).label(after.name.as_str()).change("name", &before.name, &after.name);
            let event = event.change("counts_towards_minimum", &before.counts_towards_minimum, &after.counts_towards_minimum);
            tx.commit(event.change("retired", &before.retired, &after.retired), after)
        })
        .await?;
    Ok(Versioned(view))
}
