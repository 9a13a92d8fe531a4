//! Cancelling an event.

use super::rows;
use super::rules::label;
use super::wire::{EventView, Why};
use super::{CANCELLED, EventId};
use crate::sessions::ending;
use crate::sessions::rows as sessions;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{MemberId, Result};
use std::collections::BTreeSet;
use store::{Committed, Event, Subject, WriteTx};

/// Cancel an event
///
/// With every session that has not ended. Everybody who has a place, or asked for one, is free in the same moment, and told by mail.
#[utoipa::path(put, path = "/events/{id}/cancellation", tag = "Events", operation_id = "cancelEvent",
    params(("id" = EventId, Path, description = "The event."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Why, responses((status = 200, description = "The event as it stands now.", body = EventView)))]
pub async fn cancel_event(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<EventId>,
    if_match: IfMatch,
    Json(why): Json<Why>,
) -> Answer<Versioned<EventView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| cancel(tx, &house, id, if_match, why)).await?))
}

fn cancel(mut tx: WriteTx<'_>, house: &House, id: EventId, if_match: IfMatch, why: Why) -> Result<Committed<EventView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || rows::one(&mut tx, row.clone()))?;
    let before = row.status;
    row.status = row.state(tx.now()).cancel()?;
    row.cancel_reason = Some(why.reason.as_str().to_owned());
    rows::save(&mut tx, &mut row)?;
    let mut freed: BTreeSet<MemberId> = BTreeSet::new();
    for mut session in sessions::of_event(&mut tx, id)? {
        if session.state(tx.now()).cancel().is_ok() {
            freed.extend(ending::cancel(&mut tx, house, &mut session, &row, why.reason.as_str())?);
        }
    }
    let mut record = Event::new(&CANCELLED, Subject::new("event", id)).label(label(row.number)).change("status", &before, &row.status);
    record = record.first("freed", &freed.len());
    for member in freed {
        record = record.touching(Subject::new("member", member));
    }
    let view = rows::one(&mut tx, row)?;
    tx.commit(record.note(Some(why.reason.into_string())), view)
}
