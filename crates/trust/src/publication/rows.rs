//! Publication in the database.

use super::LOG_PUBLISHED;
use super::wire::Every;
use diesel::prelude::*;
use envoy::Destination;
use kernel::{Error, Result, Timestamp};
use store::Tx;
use store::schema::{event, log_publication};
use vault::WebhookSecret;

/// The one row of `log_publication`.
const HEADS: &str = "heads";

/// To whom heads go, opened.
#[derive(Debug, Clone)]
pub(super) struct PublicationRow {
    pub(super) version: i64,
    pub(super) every: Every,
    pub(super) mail: Vec<String>,
    pub(super) url: Option<Destination>,
    pub(super) secret: Option<WebhookSecret>,
    pub(super) last_at: Option<Timestamp>,
    pub(super) last_size: Option<i64>,
    /// The size of the head that the URL took last.
    pub(super) posted_size: Option<i64>,
    pub(super) attempts: i64,
    pub(super) due_at: Timestamp,
    pub(super) leased_until: Timestamp,
    pub(super) fault: Option<String>,
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = log_publication)]
struct Kept {
    name: String,
    version: i64,
    every: String,
    mail_sealed: Vec<u8>,
    url_sealed: Option<Vec<u8>>,
    secret_sealed: Option<Vec<u8>>,
    last_at: Option<Timestamp>,
    last_size: Option<i64>,
    posted_size: Option<i64>,
    attempts: i64,
    due_at: Timestamp,
    leased_until: Timestamp,
    fault: Option<String>,
    updated_at: Timestamp,
}

/// What was decided; off when nothing was.
pub(super) fn read(tx: &mut Tx<'_>) -> Result<PublicationRow> {
    let kept: Option<Kept> = log_publication::table.find(HEADS).get_result(tx.db()).optional()?;
    let Some(kept) = kept else { return Ok(undecided()) };
    let open = |column, sealed: &[u8]| tx.open("log_publication", column, HEADS, sealed);
    let url = kept.url_sealed.as_deref().map(|sealed| open("url", sealed)).transpose()?;
    let url = url.map(|bytes| String::from_utf8(bytes).map_err(Error::internal)).transpose()?;
    let secret = kept.secret_sealed.as_deref().map(|sealed| open("secret", sealed)).transpose()?;
    let secret = secret.map(|bytes| WebhookSecret::from_bytes(bytes).ok_or_else(|| Error::internal("a publication's secret is none")));
    Ok(PublicationRow {
        version: kept.version,
        every: Every::from_word(&kept.every).ok_or_else(|| Error::internal("heads are sent out at an unknown pace"))?,
        mail: serde_json::from_slice(&open("mail", &kept.mail_sealed)?).map_err(Error::internal)?,
        url: url.map(|url| Destination::parse(&url).map_err(Error::internal)).transpose()?,
        secret: secret.transpose()?,
        last_at: kept.last_at,
        last_size: kept.last_size,
        posted_size: kept.posted_size,
        attempts: kept.attempts,
        due_at: kept.due_at,
        leased_until: kept.leased_until,
        fault: kept.fault,
    })
}

fn undecided() -> PublicationRow {
    PublicationRow {
        version: 0,
        every: Every::Off,
        mail: Vec::new(),
        url: None,
        secret: None,
        last_at: None,
        last_size: None,
        posted_size: None,
        attempts: 0,
        due_at: Timestamp::clamped(0),
        leased_until: Timestamp::clamped(0),
        fault: None,
    }
}

/// Writes what is so now in place of what was.
pub(super) fn write(tx: &mut Tx<'_>, row: &PublicationRow) -> Result<()> {
    let seal = |column, plain: &[u8]| tx.seal("log_publication", column, HEADS, plain);
    let kept = Kept {
        name: HEADS.to_owned(),
        version: row.version,
        every: row.every.as_str().to_owned(),
        mail_sealed: seal("mail", &serde_json::to_vec(&row.mail).map_err(Error::internal)?)?,
        url_sealed: row.url.as_ref().map(|url| seal("url", url.to_string().as_bytes())).transpose()?,
        secret_sealed: row.secret.as_ref().map(|secret| seal("secret", secret.expose())).transpose()?,
        last_at: row.last_at,
        last_size: row.last_size,
        posted_size: row.posted_size,
        attempts: row.attempts,
        due_at: row.due_at,
        leased_until: row.leased_until,
        fault: row.fault.clone(),
        updated_at: tx.now(),
    };
    diesel::delete(log_publication::table).execute(tx.db())?;
    diesel::insert_into(log_publication::table).values(kept).execute(tx.db())?;
    Ok(())
}

/// Whether anything was recorded after the first `size` records but what publishing leaves behind itself.
pub(super) fn grew(tx: &mut Tx<'_>, size: i64) -> Result<bool> {
    let own = |action: &'static str| event::action.ne(action);
    let other = own(LOG_PUBLISHED.name).and(own(courier::MAIL_SENT.name)).and(own(courier::MAIL_GIVEN_UP.name));
    let found: Option<i64> =
        event::table.filter(event::seq.gt(size).and(other)).select(event::seq).limit(1).get_result(tx.db()).optional()?;
    Ok(found.is_some())
}
