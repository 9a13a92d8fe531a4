//! Exchanging a webhook's secret: for a day messages are signed with both, so that its receiver loses none.

use super::rules::OVERLAP_MILLIS;
use super::wire::{Webhook, WebhookWithSecret};
use super::{WEBHOOK_SECRET_CHANGED, WebhookId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Error;
use store::{Event, Subject};
use vault::{OsRandom, WebhookSecret};

/// Exchange a webhook's secret
///
/// The new one is shown in this answer and never again; the old one signs beside it for 24 hours.
#[utoipa::path(post, path = "/webhooks/{id}/secret", operation_id = "changeWebhookSecret", tag = "Webhooks", params(("id" = WebhookId, Path)),
    responses((status = 200, body = WebhookWithSecret, description = "The webhook, with its new secret.")))]
pub async fn change_secret(cx: Cx<permit::WebhooksWrite>, Path(id): Path<WebhookId>) -> Answer<Json<WebhookWithSecret>> {
    let fresh = WebhookSecret::generate(&mut OsRandom).map_err(Error::internal)?;
    let secret = fresh.text().to_string();
    let view = cx.write(move |mut tx| {
        let (mut row, now) = (rows::find(&mut tx, id)?, tx.now());
        row.old_secret = Some(std::mem::replace(&mut row.secret, fresh));
        row.old_secret_until = Some(now.plus_millis(OVERLAP_MILLIS));
        row.version += 1;
        row.updated_at = now;
        rows::save(&mut tx, &row)?;
        let event = Event::new(&WEBHOOK_SECRET_CHANGED, Subject::new("webhook", id)).label(&row.name);
        tx.commit(event.first("old_secret_until", &row.old_secret_until), Webhook::of(row, true))
    });
    Ok(Json(WebhookWithSecret { secret, webhook: view.await? }))
}
