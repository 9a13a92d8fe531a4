//! Drafting an event.

use super::rows::EventRow;
use super::rules::{State, label};
use super::wire::{EventView, NewEvent};
use super::{CREATED, EventId, rows};
use crate::{named, reach};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Line, Result, Zone, folded};
use store::{Committed, Event, Subject, WriteTx};

/// Draft an event
///
/// Nobody but those who plan sees it before it is published.
#[utoipa::path(post, path = "/events", tag = "Events", operation_id = "createEvent", params(OnceHeader), request_body = NewEvent,
    responses((status = 201, description = "The event.", body = EventView)))]
pub async fn create_event(cx: Cx<permit::EventsWrite>, once: OnceKey, Json(new): Json<NewEvent>) -> Answer<Created<EventView>> {
    let house_zone = cx.zone();
    let row = cx.write_once(once.of(&new)?, move |tx| draft(tx, new, &house_zone)).await?;
    let location = format!("/api/v1/events/{}", row.id);
    Ok(Created { row, location })
}

fn draft(mut tx: WriteTx<'_>, new: NewEvent, house_zone: &Zone) -> Result<Committed<EventView>> {
    let unit_id = reach::unit_chosen(&mut tx, new.unit_id)?;
    let customer_id = new.customer_id.map(|id| named::customer_within(&mut tx, id)).transpose()?;
    let (now, name) = (tx.now(), new.name.into_string());
    let row = EventRow {
        id: EventId::new(now, tx.rng()),
        version: 1,
        number: tx.next_number("event")?,
        sort_name: folded(&name),
        name,
        description: new.description.into_string(),
        status: State::Draft,
        cancel_reason: None,
        customer_id,
        unit_id,
        zone: new.zone.unwrap_or_else(|| house_zone.clone()).as_str().to_owned(),
        place: new.place.map(Line::into_string).unwrap_or_default(),
        invited_only: new.invited_only,
        swaps_approved: new.swaps_approved,
        first_start_at: None,
        last_end_at: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(&mut tx, &row)?;
    let event = Event::new(&CREATED, Subject::new("event", row.id)).label(label(row.number)).first("name", &row.name);
    let event = event.first("zone", &row.zone).first("place", &row.place).first("unit_id", &row.unit_id);
    let event = event.first("customer_id", &row.customer_id).first("invited_only", &row.invited_only);
    let view = rows::one(&mut tx, row)?;
    tx.commit(event, view)
}
