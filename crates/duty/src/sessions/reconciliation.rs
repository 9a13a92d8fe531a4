//! Saying that who was there has been checked.

use super::rows;
use super::wire::SessionView;
use super::{RECONCILED, SessionId, told};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Reconcile a session
///
/// Once it has ended: who was there has been checked, and the session is done with.
#[utoipa::path(put, path = "/event-sessions/{id}/reconciliation", tag = "Sessions of events", operation_id = "reconcileEventSession",
    params(("id" = SessionId, Path, description = "The session."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The session as it stands now.", body = SessionView)))]
pub async fn reconcile_event_session(
    cx: Cx<permit::EventsWrite>,
    Path(id): Path<SessionId>,
    if_match: IfMatch,
) -> Answer<Versioned<SessionView>> {
    let view = cx.write(move |mut tx| {
        let (mut row, event) = rows::find(&mut tx, id)?;
        if_match.hold(row.version, || told::one(&mut tx, row.clone(), &event))?;
        row.status = row.state(tx.now()).reconcile()?;
        rows::save(&mut tx, &mut row)?;
        let record = Event::new(&RECONCILED, Subject::new("event_session", id)).label(row.title(&event));
        let view = told::one(&mut tx, row, &event)?;
        tx.commit(record.touching(Subject::new("event", event.id)), view)
    });
    Ok(Versioned(view.await?))
}
