//! One session.

use super::wire::SessionView;
use super::{SessionId, rows, told};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show a session
#[utoipa::path(get, path = "/event-sessions/{id}", tag = "Sessions of events", operation_id = "getEventSession",
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 200, description = "The session.", body = SessionView)))]
pub async fn get_event_session(cx: Cx<permit::EventsRead>, Path(id): Path<SessionId>) -> Answer<Versioned<SessionView>> {
    let view = cx.read(move |tx| {
        let (row, event) = rows::find(tx, id)?;
        told::one(tx, row, &event)
    });
    Ok(Versioned(view.await?))
}
