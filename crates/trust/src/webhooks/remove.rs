//! Removing a webhook.

use super::{WEBHOOK_REMOVED, WebhookId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Remove a webhook
///
/// What it had still to be told is told no more.
#[utoipa::path(delete, path = "/webhooks/{id}", operation_id = "removeWebhook", tag = "Webhooks", params(("id" = WebhookId, Path)),
    responses((status = 204, description = "It is gone.")))]
pub async fn remove_webhook(cx: Cx<permit::WebhooksWrite>, Path(id): Path<WebhookId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let row = rows::find(&mut tx, id)?;
        rows::remove(&mut tx, id)?;
        tx.commit(Event::new(&WEBHOOK_REMOVED, Subject::new("webhook", id)).label(row.name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
