//! What was told to a webhook, and what became of it.

use super::wire::{Deliveries, DeliveryQuery};
use super::{WebhookId, rows};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page};

/// List a webhook's deliveries
///
/// The latest first; those that are done with are listed for 30 days.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries", operation_id = "listDeliveries", tag = "Webhooks",
    params(("id" = WebhookId, Path), DeliveryQuery), responses((status = 200, body = Deliveries, description = "A page of them.")))]
pub async fn list_deliveries(
    cx: Cx<permit::WebhooksRead>,
    Path(id): Path<WebhookId>,
    Query(query): Query<DeliveryQuery>,
) -> Answer<Json<Deliveries>> {
    let limit = query.limit.unwrap_or_default();
    let not_a_cursor = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let before = query.cursor.map(|cursor| cursor.place().ok_or_else(not_a_cursor)).transpose()?;
    let found = cx.read(move |tx| {
        rows::find(tx, id)?;
        rows::deliveries(tx, id, before, limit.get())
    });
    let page = Page::cut(found.await?, limit, |last| (last.created_at, last.id));
    Ok(Json(Deliveries { items: page.items.into_iter().map(Into::into).collect(), next: page.next }))
}
