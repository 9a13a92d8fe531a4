//! Changing a webhook, pausing it, going on.

use super::rows::{self, WebhookRow};
use super::wire::{Webhook, WebhookChange, destination};
use super::{WEBHOOK_UPDATED, WebhookId, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Result, Timestamp};
use store::{Event, Subject};

/// Change, pause or resume a webhook
#[utoipa::path(patch, path = "/webhooks/{id}", operation_id = "updateWebhook", tag = "Webhooks", request_body = WebhookChange,
    params(("id" = WebhookId, Path), ("If-Match" = String, Header, description = "The version as you read it.", example = "\"1\"")),
    responses((status = 200, body = Webhook, description = "As it is now.")))]
pub async fn update_webhook(
    cx: Cx<permit::WebhooksWrite>,
    Path(id): Path<WebhookId>,
    if_match: IfMatch,
    Json(change): Json<WebhookChange>,
) -> Answer<Versioned<Webhook>> {
    let view = cx.write(move |mut tx| {
        let before = rows::find(&mut tx, id)?;
        if_match.hold(before.version, || Ok(Webhook::of(before.clone(), true)))?;
        let after = changed(before.clone(), change, tx.now())?;
        rows::save(&mut tx, &after)?;
        let event = Event::new(&WEBHOOK_UPDATED, Subject::new("webhook", id))
            .label(&after.name)
            .change("name", &before.name, &after.name)
            .change("host", &before.url.origin(), &after.url.origin())
            .change("actions", &before.actions, &after.actions)
            .change("paused", &before.paused_at.is_some(), &after.paused_at.is_some());
        tx.commit(event, Webhook::of(after, true))
    });
    Ok(Versioned(view.await?))
}

fn changed(mut row: WebhookRow, change: WebhookChange, now: Timestamp) -> Result<WebhookRow> {
    if let Some(name) = change.name {
        row.name = name.into_string();
    }
    if let Some(url) = change.url {
        row.url = destination(&url)?;
    }
    if let Some(actions) = change.actions {
        row.actions = rules::patterns(actions)?;
    }
    match change.paused {
        Some(true) => row.paused_at = row.paused_at.or(Some(now)),
        // Whoever lets it go on has seen to it: the days begin anew.
        Some(false) => (row.paused_at, row.failing_since) = (None, None),
        None => {}
    }
    row.version += 1;
    row.updated_at = now;
    Ok(row)
}
