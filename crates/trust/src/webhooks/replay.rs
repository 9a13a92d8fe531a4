//! Sending a delivery again.

use super::wire::{Delivery, DeliveryState};
use super::{DeliveryId, WEBHOOK_REPLAYED, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use axum::http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Send a delivery again
///
/// Under the same id, so that a receiver that took it before can tell.
#[utoipa::path(post, path = "/deliveries/{id}/replay", operation_id = "replayDelivery", tag = "Webhooks", params(("id" = DeliveryId, Path)),
    responses((status = 202, body = Delivery, description = "It will be sent within a second.")))]
pub async fn replay_delivery(cx: Cx<permit::WebhooksWrite>, Path(id): Path<DeliveryId>) -> Answer<(StatusCode, Json<Delivery>)> {
    let delivery = cx.write(move |mut tx| {
        let mut delivery = rows::delivery(&mut tx, id)?;
        let webhook = rows::find(&mut tx, delivery.webhook_id)?;
        if webhook.paused_at.is_some() {
            return Err(Error::refused("webhook-paused", "the webhook is paused: let it go on first"));
        }
        DeliveryState::Due.as_str().clone_into(&mut delivery.state);
        (delivery.attempts, delivery.due_at) = (0, tx.now());
        rows::save_delivery(&mut tx, &delivery)?;
        let event = Event::new(&WEBHOOK_REPLAYED, Subject::new("webhook", webhook.id)).label(webhook.name);
        tx.commit(event.first("delivery", &id), delivery.into())
    });
    Ok((StatusCode::ACCEPTED, Json(delivery.await?)))
}
