//! The outbox, for whoever sends: records become deliveries, deliveries are taken out for a while, and what became of them is written.
//!
//! What is taken out and never answered for (the process died) is due again after a minute: at least once, perhaps twice, under one id.

use super::rows::{self, DeliveryRow, WebhookRow};
use super::rules::{KEPT_MILLIS, PATIENCE_MILLIS, means, next_attempt};
use super::wire::DeliveryState;
use super::{DeliveryId, WEBHOOK_GIVEN_UP, WebhookId};
use crate::signed;
use envoy::{Destination, Fault, Receipt};
use http::HeaderName;
use kernel::{Error, Result, Timestamp};
use serde_json::json;
use store::{Committed, Event, Subject, Tx, WriteTx, events};
use vault::WebhookSecret;

/// Records looked at in one go.
const RECORDS: i64 = 500;
/// Deliveries of one webhook that may wait; further records wait in the log.
const WAITING: i64 = 1_000;
/// How long what was taken out is left alone.
const LEASE_MILLIS: i64 = 60_000;

/// Something to be sent.
#[derive(Debug)]
pub struct Parcel {
    /// Which delivery.
    pub id: DeliveryId,
    /// Where.
    pub to: Destination,
    /// `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    pub headers: Vec<(HeaderName, String)>,
    /// JSON.
    pub body: Vec<u8>,
}

/// Puts records that webhooks wait for among the deliveries; tells whether more are left.
pub fn feed(tx: &mut Tx<'_>) -> Result<bool> {
    let mut more = false;
    for webhook in rows::every(tx)? {
        if webhook.paused_at.is_some() || rows::waiting(tx, webhook.id)? >= WAITING {
            continue;
        }
        let records = rows::records_after(tx, webhook.cursor_seq, RECORDS)?;
        let Some((last, _)) = records.last() else { continue };
        rows::move_cursor(tx, webhook.id, *last)?;
        more |= i64::try_from(records.len()).unwrap_or(0) == RECORDS;
        for (seq, action) in records.iter().filter(|(_, action)| means(&webhook.actions, action)) {
            rows::put(tx, webhook.id, Some(*seq), action)?;
        }
    }
    rows::forget_before(tx, tx.now().plus_millis(-KEPT_MILLIS))?;
    Ok(more)
}

/// Takes out what is due, signed for this moment.
pub fn take(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Parcel>> {
    let mut parcels = Vec::new();
    for mut delivery in rows::due(tx, most)? {
        let webhook = rows::find(tx, delivery.webhook_id)?;
        let body = body(tx, &delivery)?;
        delivery.attempts += 1;
        delivery.due_at = tx.now().plus_millis(LEASE_MILLIS);
        rows::save_delivery(tx, &delivery)?;
        parcels.push(Parcel { id: delivery.id, headers: headers(&webhook, delivery.id, tx.now(), &body), to: webhook.url, body });
    }
    Ok(parcels)
}

/// Under the old secret too, for as long as it counts beside the new one.
fn headers(webhook: &WebhookRow, id: DeliveryId, now: Timestamp, body: &[u8]) -> Vec<(HeaderName, String)> {
    let old = webhook.old_secret.as_ref().filter(|_| webhook.old_secret_until.is_some_and(|until| now < until));
    let secrets: Vec<&WebhookSecret> = std::iter::once(&webhook.secret).chain(old).collect();
    signed::headers(&secrets, id.as_str(), now, body)
}

/// What is told of a record: its ids, times and names. Labels, changes and words stay where they are.
fn body(tx: &mut Tx<'_>, delivery: &DeliveryRow) -> Result<Vec<u8>> {
    let organisation = tx.realm().to_owned();
    let Some(seq) = delivery.seq else {
        let told = json!({"type": "webhook.test", "timestamp": delivery.created_at, "data": {"organisation_id": organisation}});
        return serde_json::to_vec(&told).map_err(Error::internal);
    };
    let record = events::find(tx, seq)?.ok_or_else(|| Error::internal("a record that was to be told is gone"))?;
    let touched: Vec<_> = record.touched.iter().map(|(kind, id)| json!({"kind": kind, "id": id})).collect();
    let data = json!({
        "organisation_id": organisation, "seq": record.seq, "outcome": record.outcome,
        "actor": {"kind": record.actor_kind, "id": record.actor},
        "subject": {"kind": record.subject_kind, "id": record.subject_id},
        "touched": touched, "leaf_hash": record.leaf.to_string(),
    });
    serde_json::to_vec(&json!({"type": record.action, "timestamp": record.at, "data": data})).map_err(Error::internal)
}

/// Writes what became of an attempt; tells of a webhook that is to be given up.
pub fn settle(tx: &mut Tx<'_>, id: DeliveryId, answered: std::result::Result<Receipt, Fault>) -> Result<Option<WebhookId>> {
    let Ok(mut delivery) = rows::delivery(tx, id) else { return Ok(None) };
    let now = tx.now();
    let webhook = rows::find(tx, delivery.webhook_id)?;
    delivery.last_at = Some(now);
    delivery.last_status = answered.as_ref().ok().map(|receipt| i64::from(receipt.status));
    delivery.last_millis = answered.as_ref().ok().map(|receipt| i64::try_from(receipt.millis).unwrap_or(i64::MAX));
    delivery.last_fault = answered.as_ref().err().map(ToString::to_string);
    let taken = answered.is_ok_and(|receipt| receipt.refusal().is_none());
    let again = next_attempt(delivery.attempts, now);
    let state = match (taken, again) {
        (true, _) => DeliveryState::Delivered,
        (false, Some(_)) => DeliveryState::Due,
        (false, None) => DeliveryState::Failed,
    };
    state.as_str().clone_into(&mut delivery.state);
    delivery.due_at = again.unwrap_or(now);
    rows::save_delivery(tx, &delivery)?;
    let failing_since = if taken { None } else { Some(webhook.failing_since.unwrap_or(now)) };
    if failing_since != webhook.failing_since {
        rows::set_failing(tx, webhook.id, failing_since)?;
    }
    let is_gone = delivery.last_status == Some(410);
    let too_long = failing_since.is_some_and(|since| now.millis() - since.millis() >= PATIENCE_MILLIS);
    Ok((webhook.paused_at.is_none() && (is_gone || too_long)).then_some(webhook.id))
}

/// Pauses a webhook that nobody answers for.
pub fn give_up(mut tx: WriteTx<'_>, id: WebhookId) -> Result<Committed<()>> {
    let mut row = rows::find(&mut tx, id)?;
    row.paused_at = Some(tx.now());
    row.version += 1;
    rows::save(&mut tx, &row)?;
    tx.commit(Event::new(&WEBHOOK_GIVEN_UP, Subject::new("webhook", id)).label(row.name), ())
}

/// When there is something to send next.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    rows::next_due(tx)
}
