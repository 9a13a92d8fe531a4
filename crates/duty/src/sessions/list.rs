//! The sessions of an event.

use super::rows;
use super::rules::State;
use super::told;
use super::wire::Sessions;
use crate::events::{EventId, rows as events};
use crate::reach::{self, PLANNING};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Result;
use store::Tx;

/// List an event's sessions
///
/// By time. Drafts are among them for those who plan.
#[utoipa::path(get, path = "/events/{id}/sessions", tag = "Sessions of events", operation_id = "listEventSessions",
    params(("id" = EventId, Path, description = "The event.")),
    responses((status = 200, description = "The sessions.", body = Sessions)))]
pub async fn list_event_sessions(cx: Cx<permit::EventsRead>, Path(id): Path<EventId>) -> Answer<Json<Sessions>> {
    Ok(Json(cx.read(move |tx| of_event(tx, id)).await?))
}

fn of_event(tx: &mut Tx<'_>, id: EventId) -> Result<Sessions> {
    let event = events::find(tx, id)?;
    let plans = reach::may(tx, PLANNING, event.unit_id);
    let rows = rows::of_event(tx, id)?.into_iter().filter(|row| plans || row.status != State::Draft);
    let items = rows.map(|row| told::one(tx, row, &event)).collect::<Result<Vec<_>>>()?;
    Ok(Sessions { items })
}
