//! Cancelling a session.

use super::rows;
use super::wire::SessionView;
use super::{CANCELLED, SessionId, ending, told};
use crate::events::rows as events;
use crate::events::wire::Why;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// Cancel a session
///
/// Everybody who has a place, or asked for one, is free in the same moment, and told by mail.
#[utoipa::path(put, path = "/event-sessions/{id}/cancellation", tag = "Sessions of events", operation_id = "cancelEventSession",
    params(("id" = SessionId, Path, description = "The session."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Why, responses((status = 200, description = "The session as it stands now.", body = SessionView)))]
pub async fn cancel_event_session(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<SessionId>,
    if_match: IfMatch,
    Json(why): Json<Why>,
) -> Answer<Versioned<SessionView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| cancel(tx, &house, id, if_match, why)).await?))
}

fn cancel(mut tx: WriteTx<'_>, house: &House, id: SessionId, if_match: IfMatch, why: Why) -> Result<Committed<SessionView>> {
    let (mut row, event) = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::one(&mut tx, row.clone(), &event))?;
    let freed = ending::cancel(&mut tx, house, &mut row, &event, why.reason.as_str())?;
    events::stretch(&mut tx, event.id)?;
    let mut record = Event::new(&CANCELLED, Subject::new("event_session", id)).label(row.title(&event)).first("freed", &freed.len());
    for member in freed {
        record = record.touching(Subject::new("member", member));
    }
    let view = told::one(&mut tx, row, &event)?;
    tx.commit(record.note(Some(why.reason.into_string())).touching(Subject::new("event", event.id)), view)
}
