//! Publishing an event.

use super::rows;
use super::rules::{State, label};
use super::wire::EventView;
use super::{EventId, PUBLISHED};
use crate::sessions::rows as sessions;
use crate::sessions::{ending, rules::State as SessionState};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Publish an event
///
/// With the sessions it has now. Sessions added later are published one by one.
#[utoipa::path(put, path = "/events/{id}/publication", tag = "Events", operation_id = "publishEvent",
    params(("id" = EventId, Path, description = "The event."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The event as it stands now.", body = EventView)))]
pub async fn publish_event(cx: Cx<permit::EventsWrite>, Path(id): Path<EventId>, if_match: IfMatch) -> Answer<Versioned<EventView>> {
    Ok(Versioned(cx.write(move |tx| publish(tx, id, if_match)).await?))
}

fn publish(mut tx: WriteTx<'_>, id: EventId, if_match: IfMatch) -> Result<Committed<EventView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || rows::one(&mut tx, row.clone()))?;
    row.status = row.state(tx.now()).publish()?;
    rows::save(&mut tx, &mut row)?;
    let drafts: Vec<_> = sessions::of_event(&mut tx, id)?.into_iter().filter(|session| session.status == SessionState::Draft).collect();
    let count = drafts.len();
    for mut session in drafts {
        ending::publish(&mut tx, &mut session, &row)?;
    }
    let record = Event::new(&PUBLISHED, Subject::new("event", id)).label(label(row.number));
    let view = rows::one(&mut tx, row)?;
    tx.commit(record.change("status", &State::Draft, &State::Published).first("sessions", &count), view)
}
