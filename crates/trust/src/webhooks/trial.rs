//! Trying a webhook out.

use super::wire::Delivery;
use super::{WEBHOOK_TRIED, WebhookId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use axum::http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Send a message to try a webhook out
///
/// Its type is `webhook.test`. What became of it stands among the deliveries.
#[utoipa::path(post, path = "/webhooks/{id}/test", operation_id = "tryWebhook", tag = "Webhooks", params(("id" = WebhookId, Path)),
    responses((status = 202, body = Delivery, description = "It will be sent within a second.")))]
pub async fn try_webhook(cx: Cx<permit::WebhooksWrite>, Path(id): Path<WebhookId>) -> Answer<(StatusCode, Json<Delivery>)> {
    let delivery = cx.write(move |mut tx| {
        let row = rows::find(&mut tx, id)?;
        if row.paused_at.is_some() {
            return Err(Error::refused("webhook-paused", "the webhook is paused: let it go on first"));
        }
        let delivery = rows::put(&mut tx, id, None, "webhook.test")?;
        tx.commit(Event::new(&WEBHOOK_TRIED, Subject::new("webhook", id)).label(row.name), delivery.into())
    });
    Ok((StatusCode::ACCEPTED, Json(delivery.await?)))
}
