//! One event.

use super::wire::EventView;
use super::{EventId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show an event
#[utoipa::path(get, path = "/events/{id}", tag = "Events", operation_id = "getEvent",
    params(("id" = EventId, Path, description = "The event.")),
    responses((status = 200, description = "The event.", body = EventView)))]
pub async fn get_event(cx: Cx<permit::EventsRead>, Path(id): Path<EventId>) -> Answer<Versioned<EventView>> {
    let view = cx.read(move |tx| {
        let row = rows::find(tx, id)?;
        rows::one(tx, row)
    });
    Ok(Versioned(view.await?))
}
