//! Streams in the database.

use super::StreamId;
use super::rules::{MOST, Place};
use super::wire::StreamKind;
use diesel::prelude::*;
use envoy::Destination;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::audit_stream;
use store::{Tx, WriteTx};
use vault::WebhookSecret;

/// A stream, opened.
#[derive(Debug, Clone)]
pub(super) struct StreamRow {
    pub(super) id: StreamId,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) kind: StreamKind,
    pub(super) to: Destination,
    pub(super) authority: Option<String>,
    pub(super) secret: Option<WebhookSecret>,
    /// The last record before its first.
    pub(super) since_seq: i64,
    pub(super) cursor_seq: i64,
    pub(super) sure_seq: i64,
    pub(super) attempts: i64,
    pub(super) due_at: Timestamp,
    pub(super) leased_until: Timestamp,
    pub(super) last_sent_at: Option<Timestamp>,
    pub(super) fault: Option<String>,
    pub(super) paused_at: Option<Timestamp>,
    pub(super) created_by: MemberId,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = audit_stream)]
struct Kept {
    id: StreamId,
    version: i64,
    name: String,
    kind: String,
    target_sealed: Vec<u8>,
    authority: Option<String>,
    secret_sealed: Option<Vec<u8>>,
    since_seq: i64,
    cursor_seq: i64,
    sure_seq: i64,
    attempts: i64,
    due_at: Timestamp,
    leased_until: Timestamp,
    last_sent_at: Option<Timestamp>,
    fault: Option<String>,
    paused_at: Option<Timestamp>,
    created_by: MemberId,
    created_at: Timestamp,
    updated_at: Timestamp,
}

fn opened(tx: &Tx<'_>, kept: Kept) -> Result<StreamRow> {
    let open = |column, sealed: &[u8]| tx.open("audit_stream", column, kept.id.as_str(), sealed);
    let target = String::from_utf8(open("target", &kept.target_sealed)?).map_err(Error::internal)?;
    let secret = kept.secret_sealed.as_deref().map(|sealed| open("secret", sealed)).transpose()?;
    let secret = secret.map(|bytes| WebhookSecret::from_bytes(bytes).ok_or_else(|| Error::internal("a stream's secret is none")));
    Ok(StreamRow {
        kind: StreamKind::from_word(&kept.kind).ok_or_else(|| Error::internal("a stream of an unknown kind"))?,
        to: Destination::parse(&target).map_err(Error::internal)?,
        secret: secret.transpose()?,
        id: kept.id,
        version: kept.version,
        name: kept.name,
        authority: kept.authority,
        since_seq: kept.since_seq,
        cursor_seq: kept.cursor_seq,
        sure_seq: kept.sure_seq,
        attempts: kept.attempts,
        due_at: kept.due_at,
        leased_until: kept.leased_until,
        last_sent_at: kept.last_sent_at,
        fault: kept.fault,
        paused_at: kept.paused_at,
        created_by: kept.created_by,
        created_at: kept.created_at,
        updated_at: kept.updated_at,
    })
}

/// All of them, by name.
pub(super) fn every(tx: &mut Tx<'_>) -> Result<Vec<StreamRow>> {
    let rows: Vec<Kept> = audit_stream::table.order((audit_stream::name, audit_stream::id)).load(tx.db())?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// One, if it is still there.
pub(super) fn look(tx: &mut Tx<'_>, id: StreamId) -> Result<Option<StreamRow>> {
    let found: Option<Kept> = audit_stream::table.find(id).get_result(tx.db()).optional()?;
    found.map(|row| opened(tx, row)).transpose()
}

/// One.
pub(super) fn find(tx: &mut Tx<'_>, id: StreamId) -> Result<StreamRow> {
    look(tx, id)?.ok_or_else(|| Error::not_found("stream"))
}

/// Writes a new one, if there is room.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &StreamRow) -> Result<()> {
    let count: i64 = audit_stream::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-streams", format!("an organisation has {MOST} streams at most")));
    }
    let seal = |column, plain: &[u8]| tx.seal("audit_stream", column, row.id.as_str(), plain);
    let kept = Kept {
        target_sealed: seal("target", row.to.to_string().as_bytes())?,
        secret_sealed: row.secret.as_ref().map(|secret| seal("secret", secret.expose())).transpose()?,
        kind: row.kind.as_str().to_owned(),
        id: row.id,
        version: row.version,
        name: row.name.clone(),
        authority: row.authority.clone(),
        since_seq: row.since_seq,
        cursor_seq: row.cursor_seq,
        sure_seq: row.sure_seq,
        attempts: row.attempts,
        due_at: row.due_at,
        leased_until: row.leased_until,
        last_sent_at: row.last_sent_at,
        fault: row.fault.clone(),
        paused_at: row.paused_at,
        created_by: row.created_by,
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    diesel::insert_into(audit_stream::table).values(kept).execute(tx.db())?;
    Ok(())
}

/// Writes what a person changed: how far it has come is none of it.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &StreamRow) -> Result<()> {
    diesel::update(audit_stream::table.find(row.id))
        .set((
            audit_stream::version.eq(row.version),
            audit_stream::name.eq(&row.name),
            audit_stream::authority.eq(&row.authority),
            audit_stream::paused_at.eq(row.paused_at),
            audit_stream::updated_at.eq(row.updated_at),
            audit_stream::attempts.eq(row.attempts),
            audit_stream::due_at.eq(row.due_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Nobody else sends until then.
pub(super) fn lease(tx: &mut Tx<'_>, id: StreamId, until: Timestamp) -> Result<()> {
    diesel::update(audit_stream::table.find(id)).set(audit_stream::leased_until.eq(until)).execute(tx.db())?;
    Ok(())
}

/// Writes what became of a try, and lets go of the lease.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    id: StreamId,
    place: Place,
    fault: Option<&str>,
    (attempts, due_at): (i64, Timestamp),
    sent_at: Option<Timestamp>,
) -> Result<()> {
    diesel::update(audit_stream::table.find(id))
        .set((
            audit_stream::cursor_seq.eq(place.cursor),
            audit_stream::sure_seq.eq(place.sure),
            audit_stream::fault.eq(fault),
            audit_stream::attempts.eq(attempts),
            audit_stream::due_at.eq(due_at),
            audit_stream::last_sent_at.eq(sent_at),
            audit_stream::leased_until.eq(0_i64),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Removes one.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: StreamId) -> Result<()> {
    diesel::delete(audit_stream::table.find(id)).execute(tx.db())?;
    Ok(())
}
