//! Webhooks and deliveries in the database.

use super::rules::MOST;
use super::{DeliveryId, WebhookId};
use diesel::prelude::*;
use envoy::Destination;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::{event, webhook, webhook_delivery};
use store::{Tx, WriteTx};
use vault::WebhookSecret;

/// A webhook, opened.
#[derive(Debug, Clone)]
pub(super) struct WebhookRow {
    pub(super) id: WebhookId,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) url: Destination,
    pub(super) actions: Vec<String>,
    pub(super) secret: WebhookSecret,
    pub(super) old_secret: Option<WebhookSecret>,
    pub(super) old_secret_until: Option<Timestamp>,
    pub(super) cursor_seq: i64,
    pub(super) paused_at: Option<Timestamp>,
    pub(super) failing_since: Option<Timestamp>,
    pub(super) created_by: MemberId,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = webhook, treat_none_as_null = true)]
struct Kept {
    id: WebhookId,
    version: i64,
    name: String,
    url_sealed: Vec<u8>,
    actions: String,
    secret_sealed: Vec<u8>,
    old_secret_sealed: Option<Vec<u8>>,
    old_secret_until: Option<Timestamp>,
    cursor_seq: i64,
    paused_at: Option<Timestamp>,
    failing_since: Option<Timestamp>,
    created_by: MemberId,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// A delivery as it is kept.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_delivery)]
pub(super) struct DeliveryRow {
    pub(super) id: DeliveryId,
    pub(super) webhook_id: WebhookId,
    pub(super) seq: Option<i64>,
    pub(super) action: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) due_at: Timestamp,
    pub(super) created_at: Timestamp,
    pub(super) last_at: Option<Timestamp>,
    pub(super) last_status: Option<i64>,
    pub(super) last_fault: Option<String>,
    pub(super) last_millis: Option<i64>,
}

fn opened(tx: &Tx<'_>, kept: Kept) -> Result<WebhookRow> {
    let open = |column, sealed: &[u8]| tx.open("webhook", column, kept.id.as_str(), sealed);
    let secret = |column, sealed: &[u8]| {
        open(column, sealed).and_then(|bytes| WebhookSecret::from_bytes(bytes).ok_or_else(|| Error::internal("a webhook's secret is none")))
    };
    let url = String::from_utf8(open("url", &kept.url_sealed)?).map_err(Error::internal)?;
    Ok(WebhookRow {
        url: Destination::parse(&url).map_err(Error::internal)?,
        secret: secret("secret", &kept.secret_sealed)?,
        old_secret: kept.old_secret_sealed.as_deref().map(|sealed| secret("old_secret", sealed)).transpose()?,
        actions: kept.actions.split(' ').map(str::to_owned).collect(),
        id: kept.id,
        version: kept.version,
        name: kept.name,
        old_secret_until: kept.old_secret_until,
        cursor_seq: kept.cursor_seq,
        paused_at: kept.paused_at,
        failing_since: kept.failing_since,
        created_by: kept.created_by,
        created_at: kept.created_at,
        updated_at: kept.updated_at,
    })
}

fn kept(tx: &Tx<'_>, row: &WebhookRow) -> Result<Kept> {
    let seal = |column, plain: &[u8]| tx.seal("webhook", column, row.id.as_str(), plain);
    Ok(Kept {
        url_sealed: seal("url", row.url.to_string().as_bytes())?,
        secret_sealed: seal("secret", row.secret.expose())?,
        old_secret_sealed: row.old_secret.as_ref().map(|old| seal("old_secret", old.expose())).transpose()?,
        actions: row.actions.join(" "),
        id: row.id,
        version: row.version,
        name: row.name.clone(),
        old_secret_until: row.old_secret_until,
        cursor_seq: row.cursor_seq,
        paused_at: row.paused_at,
        failing_since: row.failing_since,
        created_by: row.created_by,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// All of them, by name.
pub(super) fn every(tx: &mut Tx<'_>) -> Result<Vec<WebhookRow>> {
    let rows: Vec<Kept> = webhook::table.order((webhook::name, webhook::id)).select(webhook::all_columns).load(tx.db())?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// One.
pub(super) fn find(tx: &mut Tx<'_>, id: WebhookId) -> Result<WebhookRow> {
    let found: Option<Kept> = webhook::table.find(id).select(webhook::all_columns).get_result(tx.db()).optional()?;
    opened(tx, found.ok_or_else(|| Error::not_found("webhook"))?)
}

/// Writes a new one, if there is room.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &WebhookRow) -> Result<()> {
    let count: i64 = webhook::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-webhooks", format!("an organisation has {MOST} webhooks at most")));
    }
    let kept = kept(tx, row)?;
    diesel::insert_into(webhook::table).values(kept).execute(tx.db())?;
    Ok(())
}

/// Writes one that was changed.
pub(super) fn save(tx: &mut Tx<'_>, row: &WebhookRow) -> Result<()> {
    let kept = kept(tx, row)?;
    diesel::update(webhook::table.find(row.id)).set(kept).execute(tx.db())?;
    Ok(())
}

/// Moves the number up to which a webhook has been served.
pub(super) fn move_cursor(tx: &mut Tx<'_>, id: WebhookId, seq: i64) -> Result<()> {
    diesel::update(webhook::table.find(id)).set(webhook::cursor_seq.eq(seq)).execute(tx.db())?;
    Ok(())
}

/// Writes since when nobody takes what is sent.
pub(super) fn set_failing(tx: &mut Tx<'_>, id: WebhookId, since: Option<Timestamp>) -> Result<()> {
    diesel::update(webhook::table.find(id)).set(webhook::failing_since.eq(since)).execute(tx.db())?;
    Ok(())
}

/// Removes one, with its deliveries.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: WebhookId) -> Result<()> {
    diesel::delete(webhook_delivery::table.filter(webhook_delivery::webhook_id.eq(id))).execute(tx.db())?;
    diesel::delete(webhook::table.find(id)).execute(tx.db())?;
    Ok(())
}

/// Numbers and actions of records after `seq`.
pub(super) fn records_after(tx: &mut Tx<'_>, seq: i64, most: i64) -> Result<Vec<(i64, String)>> {
    let rows = event::table.filter(event::seq.gt(seq)).order(event::seq).limit(most).select((event::seq, event::action));
    Ok(rows.load(tx.db())?)
}

/// Puts a delivery among those to be sent.
pub(super) fn put(tx: &mut Tx<'_>, webhook_id: WebhookId, seq: Option<i64>, action: &str) -> Result<DeliveryRow> {
    let (now, id) = (tx.now(), DeliveryId::new(tx.now(), tx.rng()));
    let (state, action) = ("due".to_owned(), action.to_owned());
    #[rustfmt::skip]
    let row = DeliveryRow { id, webhook_id, seq, action, state, attempts: 0, due_at: now, created_at: now, last_at: None, last_status: None, last_fault: None, last_millis: None };
    diesel::insert_into(webhook_delivery::table).values(row.clone()).execute(tx.db())?;
    Ok(row)
}

/// One delivery.
pub(super) fn delivery(tx: &mut Tx<'_>, id: DeliveryId) -> Result<DeliveryRow> {
    let found: Option<DeliveryRow> =
        webhook_delivery::table.find(id).select(webhook_delivery::all_columns).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("delivery"))
}

/// Writes what became of a delivery.
pub(super) fn save_delivery(tx: &mut Tx<'_>, row: &DeliveryRow) -> Result<()> {
    diesel::update(webhook_delivery::table.find(row.id))
        .set((
            webhook_delivery::state.eq(&row.state),
            webhook_delivery::attempts.eq(row.attempts),
            webhook_delivery::due_at.eq(row.due_at),
            webhook_delivery::last_at.eq(row.last_at),
            webhook_delivery::last_status.eq(row.last_status),
            webhook_delivery::last_fault.eq(&row.last_fault),
            webhook_delivery::last_millis.eq(row.last_millis),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// A webhook's deliveries before this place, the latest first, one more than wanted.
pub(super) fn deliveries(tx: &mut Tx<'_>, id: WebhookId, before: Option<(Timestamp, DeliveryId)>, limit: i64) -> Result<Vec<DeliveryRow>> {
    let mut query = webhook_delivery::table
        .filter(webhook_delivery::webhook_id.eq(id))
        .order((webhook_delivery::created_at.desc(), webhook_delivery::id.desc()))
        .limit(limit + 1)
        .select(webhook_delivery::all_columns)
        .into_boxed();
    if let Some((at, id)) = before {
        let earlier = webhook_delivery::created_at.lt(at);
        query = query.filter(earlier.or(webhook_delivery::created_at.eq(at).and(webhook_delivery::id.lt(id))));
    }
    Ok(query.load(tx.db())?)
}

/// How many deliveries of a webhook wait.
pub(super) fn waiting(tx: &mut Tx<'_>, id: WebhookId) -> Result<i64> {
    let due = webhook_delivery::webhook_id.eq(id).and(webhook_delivery::state.eq("due"));
    Ok(webhook_delivery::table.filter(due).count().get_result(tx.db())?)
}

/// Deliveries that are due now, of webhooks that are not paused.
pub(super) fn due(tx: &mut Tx<'_>, most: i64) -> Result<Vec<DeliveryRow>> {
    let now = tx.now();
    Ok(webhook_delivery::table
        .inner_join(webhook::table.on(webhook::id.eq(webhook_delivery::webhook_id)))
        .filter(webhook_delivery::state.eq("due").and(webhook_delivery::due_at.le(now)).and(webhook::paused_at.is_null()))
        .order((webhook_delivery::due_at, webhook_delivery::id))
        .limit(most)
        .select(webhook_delivery::all_columns)
        .load(tx.db())?)
}

/// When the next delivery is due, if one waits.
pub(super) fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    let next: Option<Timestamp> = webhook_delivery::table
        .inner_join(webhook::table.on(webhook::id.eq(webhook_delivery::webhook_id)))
        .filter(webhook_delivery::state.eq("due").and(webhook::paused_at.is_null()))
        .order(webhook_delivery::due_at)
        .limit(1)
        .select(webhook_delivery::due_at)
        .get_result(tx.db())
        .optional()?;
    Ok(next)
}

/// Forgets deliveries that were done with before this.
pub(super) fn forget_before(tx: &mut Tx<'_>, at: Timestamp) -> Result<()> {
    let done = webhook_delivery::state.ne("due").and(webhook_delivery::created_at.lt(at));
    diesel::delete(webhook_delivery::table.filter(done)).execute(tx.db())?;
    Ok(())
}
