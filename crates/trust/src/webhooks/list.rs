//! Which webhooks there are.

use super::rows;
use super::wire::{Webhook, Webhooks};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List webhooks
#[utoipa::path(get, path = "/webhooks", operation_id = "listWebhooks", tag = "Webhooks",
    responses((status = 200, body = Webhooks, description = "By name; at most 50.")))]
pub async fn list_webhooks(cx: Cx<permit::WebhooksRead>) -> Answer<Json<Webhooks>> {
    let whole = cx.also::<permit::WebhooksWrite>().is_some();
    let found = cx.read(rows::every).await?;
    Ok(Json(Webhooks { items: found.into_iter().map(|row| Webhook::of(row, whole)).collect() }))
}
