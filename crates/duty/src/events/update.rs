//! Changing an event.

use super::rows::{self, EventRow};
use super::rules::label;
use super::wire::{EventChanges, EventView};
use super::{EventId, UPDATED};
use crate::sessions::ending;
use crate::sessions::rows as sessions;
use crate::{named, reach};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Patch, Result, Text};
use store::{Committed, Event, Subject, WriteTx};

/// Change an event
///
/// Place and zone are those of sessions added from now on; a session that is there has its own.
#[utoipa::path(patch, path = "/events/{id}", tag = "Events", operation_id = "updateEvent",
    params(("id" = EventId, Path, description = "The event."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = EventChanges, responses((status = 200, description = "The event as it stands now.", body = EventView)))]
pub async fn update_event(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<EventId>,
    if_match: IfMatch,
    Json(changes): Json<EventChanges>,
) -> Answer<Versioned<EventView>> {
    Ok(Versioned(cx.write(move |tx| change(tx, id, if_match, changes)).await?))
}

fn change(mut tx: WriteTx<'_>, id: EventId, if_match: IfMatch, changes: EventChanges) -> Result<Committed<EventView>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || rows::one(&mut tx, before.clone()))?;
    before.state(tx.now()).check_open()?;
    let mut after = over(&mut tx, before.clone(), changes)?;
    rows::save(&mut tx, &mut after)?;
    if (&before.name, before.unit_id) != (&after.name, after.unit_id) {
        for session in sessions::of_event(&mut tx, id)? {
            ending::renamed(&mut tx, &session, &after)?;
        }
    }
    let record = Event::new(&UPDATED, Subject::new("event", id))
        .label(label(after.number))
        .change("name", &before.name, &after.name)
        .change("description", &before.description, &after.description)
        .change("customer_id", &before.customer_id, &after.customer_id)
        .change("unit_id", &before.unit_id, &after.unit_id)
        .change("zone", &before.zone, &after.zone)
        .change("place", &before.place, &after.place)
        .change("invited_only", &before.invited_only, &after.invited_only)
        .change("swaps_approved", &before.swaps_approved, &after.swaps_approved);
    let view = rows::one(&mut tx, after)?;
    tx.commit(record, view)
}

fn over(tx: &mut WriteTx<'_>, row: EventRow, changes: EventChanges) -> Result<EventRow> {
    Ok(EventRow {
        name: changes.name.map_or(row.name, Line::into_string),
        description: changes.description.map_or(row.description, Text::into_string),
        customer_id: match changes.customer_id {
            Patch::Set(id) => Some(named::customer_within(tx, id)?),
            other => other.over(row.customer_id),
        },
        unit_id: match changes.unit_id {
            Patch::Keep => row.unit_id,
            moved => reach::unit_moved(tx, moved.over(None))?,
        },
        zone: changes.zone.map_or(row.zone, |zone| zone.as_str().to_owned()),
        place: match changes.place {
            Patch::Keep => row.place,
            said => said.over(None).map_or_else(String::new, Line::into_string),
        },
        invited_only: changes.invited_only.unwrap_or(row.invited_only),
        swaps_approved: changes.swaps_approved.unwrap_or(row.swaps_approved),
        ..row
    })
}
