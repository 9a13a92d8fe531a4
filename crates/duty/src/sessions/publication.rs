//! Publishing a session.

use super::rows;
use super::wire::SessionView;
use super::{PUBLISHED, SessionId, ending, told};
use crate::events::rules::State as EventState;
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Publish a session
///
/// Of an event that is published. From then on its places can be asked for, within the window for signing up.
#[utoipa::path(put, path = "/event-sessions/{id}/publication", tag = "Sessions of events", operation_id = "publishEventSession",
    params(("id" = SessionId, Path, description = "The session."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The session as it stands now.", body = SessionView)))]
pub async fn publish_event_session(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<SessionId>,
    if_match: IfMatch,
) -> Answer<Versioned<SessionView>> {
    Ok(Versioned(cx.write(move |tx| publish(tx, id, if_match)).await?))
}

fn publish(mut tx: WriteTx<'_>, id: SessionId, if_match: IfMatch) -> Result<Committed<SessionView>> {
    let (mut row, event) = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::one(&mut tx, row.clone(), &event))?;
    if event.status != EventState::Published {
        return Err(Error::refused("event-not-published", format!("the event is {}: publish it first", event.status)));
    }
    ending::publish(&mut tx, &mut row, &event)?;
    let record = Event::new(&PUBLISHED, Subject::new("event_session", id)).label(row.title(&event));
    let view = told::one(&mut tx, row, &event)?;
    tx.commit(record.touching(Subject::new("event", event.id)), view)
}
