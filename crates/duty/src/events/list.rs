//! The events of the organisation.

use super::filter;
use super::wire::{EventQuery, EventView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List events
///
/// Drafts are among them for those who plan.
#[utoipa::path(get, path = "/events", tag = "Events", operation_id = "listEvents", params(EventQuery),
    responses((status = 200, description = "A page of events.", body = Page<EventView>)))]
pub async fn list_events(cx: Cx<permit::EventsRead>, Query(query): Query<EventQuery>) -> Answer<Json<Page<EventView>>> {
    Ok(Json(cx.read(move |tx| filter::page(tx, &query)).await?))
}
