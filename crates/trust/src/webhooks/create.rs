//! Making a webhook. It takes no idempotency key: the answer holds a secret, and answers under a key are kept for a day.

use super::rows::{self, WebhookRow};
use super::wire::{NewWebhook, Webhook, WebhookWithSecret, destination};
use super::{WEBHOOK_CREATED, WebhookId, rules};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use axum::http::StatusCode;
use kernel::Error;
use store::{Event, Subject};
use vault::{OsRandom, WebhookSecret};

/// Make a webhook
///
/// It is told of what is recorded from now on. Its secret is shown in this answer and never again.
#[utoipa::path(post, path = "/webhooks", operation_id = "createWebhook", tag = "Webhooks", request_body = NewWebhook,
    responses((status = 201, body = WebhookWithSecret, description = "The webhook, with its secret.")))]
pub async fn create_webhook(
    cx: Cx<permit::WebhooksWrite>,
    Json(new): Json<NewWebhook>,
) -> Answer<(StatusCode, axum::Json<WebhookWithSecret>)> {
    let (url, actions) = (destination(&new.url)?, rules::patterns(new.actions)?);
    let (member, name) = (cx.member(), new.name.into_string());
    let secret = WebhookSecret::generate(&mut OsRandom).map_err(Error::internal)?;
    let shown = secret.text().to_string();
    let webhook = cx
        .write(move |mut tx| {
            let (id, now) = (WebhookId::new(tx.now(), tx.rng()), tx.now());
            // This act's own record is the first that it may be told of.
            let cursor_seq = tx.next_seq() - 1;
            #[rustfmt::skip]
            let row = WebhookRow { id, version: 1, name, url, actions, secret, old_secret: None, old_secret_until: None, cursor_seq, paused_at: None, failing_since: None, created_by: member, created_at: now, updated_at: now };
            rows::insert(&mut tx, &row)?;
            let event = Event::new(&WEBHOOK_CREATED, Subject::new("webhook", id)).label(&row.name).first("actions", &row.actions);
            tx.commit(event.first("host", &row.url.origin()), Webhook::of(row, true))
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(WebhookWithSecret { secret: shown, webhook })))
}
