//! The directory: which organisations there are and their wrapped keys. Nothing about anybody inside them.

use crate::cosignatures;
use crate::erasures::{self, Tombstone};
use crate::event::{Action, Event, Subject};
use crate::schema::{log_checkpoint, log_witness, organisation, organisation_key};
use crate::tx::{Committed, Tx, WriteTx};
use diesel::prelude::*;
use kernel::{Error, OrganisationId, Result, Slug, Timestamp, Zone};
use serde::{Deserialize, Serialize};

/// An organisation was set up.
pub const ORGANISATION_CREATED: Action = Action::new("organisation.created", "An organisation was set up on this server");
/// An organisation was shut out, or let in again.
pub const ORGANISATION_STATUS_CHANGED: Action = Action::new("organisation.status_changed", "An organisation was suspended or let in again");
/// An organisation is to be erased on a day that is named, or is not any more.
pub const ORGANISATION_ERASURE_ANNOUNCED: Action = Action::new(
    "organisation.erasure_announced",
    "An organisation decided that it is to be erased from this server on the day named, or took that back",
);
/// An organisation's keys were destroyed.
pub const ORGANISATION_ERASED: Action = Action::new(
    "organisation.erased",
    "An organisation was erased from this server: its keys are destroyed; the last signed head of its log is named",
);
/// The keys were wrapped with a new root key.
pub const ROOT_KEY_ROTATED: Action = Action::new("keys.root_rotated", "Every organisation's keys were wrapped with a new root key");

/// Another history of the instance's log was signed elsewhere.
pub const LOG_DISPUTED: Action =
    Action::new("instance_log.disputed", "A witness has signed another history of the instance's log than the one that is here");

/// Every action of the instance's log.
pub const ACTIONS: &[Action] = &[
    ORGANISATION_CREATED,
    ORGANISATION_STATUS_CHANGED,
    ORGANISATION_ERASURE_ANNOUNCED,
    ORGANISATION_ERASED,
    ROOT_KEY_ROTATED,
    LOG_DISPUTED,
];

/// Whether an organisation's people may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// They may.
    Active,
    /// Nobody gets in.
    Suspended,
}

impl Standing {
    /// The word in the directory.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// An organisation as the directory knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Its id.
    pub id: OrganisationId,
    /// The row's version.
    pub version: i64,
    /// Its short name, used to sign in.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: String,
    /// Whether its people may work.
    pub standing: Standing,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When it is to be erased, if it decided so.
    pub erase_at: Option<Timestamp>,
}

type Row = (OrganisationId, i64, String, String, String, String, Timestamp, Option<Timestamp>);

fn listing(row: Row) -> Listing {
    let (id, version, slug, name, zone, status, created_at, erase_at) = row;
    let standing = if status == "active" { Standing::Active } else { Standing::Suspended };
    Listing { id, version, slug, name, zone, standing, created_at, erase_at }
}

const COLUMNS: (
    organisation::id,
    organisation::version,
    organisation::slug,
    organisation::name,
    organisation::zone,
    organisation::status,
    organisation::created_at,
    organisation::erase_at,
) = (
    organisation::id,
    organisation::version,
    organisation::slug,
    organisation::name,
    organisation::zone,
    organisation::status,
    organisation::created_at,
    organisation::erase_at,
);

pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Listing>> {
    let rows: Vec<Row> = organisation::table.order(organisation::slug).select(COLUMNS).load(tx.db())?;
    Ok(rows.into_iter().map(listing).collect())
}

pub(crate) fn by_id(tx: &mut Tx<'_>, id: OrganisationId) -> Result<Option<Listing>> {
    let row: Option<Row> = organisation::table.find(id).select(COLUMNS).get_result(tx.db()).optional()?;
    Ok(row.map(listing))
}

/// The organisations whose id begins like this: one, unless two were set up in the same millisecond.
pub(crate) fn by_start(tx: &mut Tx<'_>, start: &str) -> Result<Vec<Listing>> {
    // `~` comes after every letter and digit of an id.
    let within = organisation::id.ge(start.to_owned()).and(organisation::id.lt(format!("{start}~")));
    let rows: Vec<Row> = organisation::table.filter(within).order(organisation::id).limit(4).select(COLUMNS).load(tx.db())?;
    Ok(rows.into_iter().map(listing).collect())
}

pub(crate) fn by_slug(tx: &mut Tx<'_>, slug: &Slug) -> Result<Option<Listing>> {
    let row: Option<Row> =
        organisation::table.filter(organisation::slug.eq(slug.as_str())).select(COLUMNS).get_result(tx.db()).optional()?;
    Ok(row.map(listing))
}

/// Wrapped keys of one organisation, by purpose.
pub(crate) fn keys(tx: &mut Tx<'_>, id: OrganisationId) -> Result<Vec<(String, String)>> {
    Ok(organisation_key::table
        .filter(organisation_key::organisation_id.eq(id))
        .select((organisation_key::purpose, organisation_key::wrapped))
        .load(tx.db())?)
}

/// What a new organisation is called.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    /// Its short name.
    pub slug: Slug,
    /// Its name.
    pub name: kernel::Line<120>,
    /// Its time zone.
    pub zone: Zone,
}

pub(crate) fn enter(
    mut tx: WriteTx<'_>,
    id: OrganisationId,
    new: &NewOrganisation,
    wrapped: &[(&str, String)],
) -> Result<Committed<Listing>> {
    let now = tx.now();
    // The short name of one that was erased is not given again: whoever has not heard of it would type a password into another's house.
    if by_slug(&mut tx, &new.slug)?.is_some() || erasures::had_slug(&mut tx, new.slug.as_str())? {
        return Err(Error::Clash { code: "slug-taken", message: format!("an organisation called {} exists already", new.slug) });
    }
    diesel::insert_into(organisation::table)
        .values((
            organisation::id.eq(id),
            organisation::version.eq(1),
            organisation::slug.eq(new.slug.as_str()),
            organisation::name.eq(new.name.as_str()),
            organisation::zone.eq(new.zone.as_str()),
            organisation::status.eq(Standing::Active.as_str()),
            organisation::created_at.eq(now),
            organisation::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    for (purpose, key) in wrapped {
        diesel::insert_into(organisation_key::table)
            .values((organisation_key::organisation_id.eq(id), organisation_key::purpose.eq(*purpose), organisation_key::wrapped.eq(key)))
            .execute(tx.db())?;
    }
    let event = Event::new(&ORGANISATION_CREATED, Subject::new("organisation", id)).label(new.slug.as_str()).first("name", &new.name);
    let entered = by_id(&mut tx, id)?.ok_or_else(|| Error::internal("the organisation just entered is missing"))?;
    tx.commit(event, entered)
}

pub(crate) fn set_standing(mut tx: WriteTx<'_>, id: OrganisationId, standing: Standing) -> Result<Committed<Listing>> {
    let before = by_id(&mut tx, id)?.ok_or_else(Error::no_organisation)?;
    let now = tx.now();
    diesel::update(organisation::table.find(id))
        .set((organisation::status.eq(standing.as_str()), organisation::version.eq(before.version + 1), organisation::updated_at.eq(now)))
        .execute(tx.db())?;
    let event = Event::new(&ORGANISATION_STATUS_CHANGED, Subject::new("organisation", id)).label(before.slug.as_str()).change(
        "status",
        &before.standing,
        &standing,
    );
    let after = Listing { standing, version: before.version + 1, ..before };
    tx.commit(event, after)
}

/// Keeps what the organisation's own log says of the day on which it is to be erased.
pub(crate) fn announce_erasure(mut tx: WriteTx<'_>, id: OrganisationId, erase_at: Option<Timestamp>) -> Result<Committed<()>> {
    let before = by_id(&mut tx, id)?.ok_or_else(Error::no_organisation)?;
    let now = tx.now();
    diesel::update(organisation::table.find(id))
        .set((organisation::erase_at.eq(erase_at), organisation::version.eq(before.version + 1), organisation::updated_at.eq(now)))
        .execute(tx.db())?;
    let event = Event::new(&ORGANISATION_ERASURE_ANNOUNCED, Subject::new("organisation", id)).label(before.slug.as_str());
    tx.commit(event.change("erase_at", &before.erase_at, &erase_at), ())
}

/// Destroys the organisation's keys and takes it out of the directory; a tombstone with the last signed head of its log stays, and so do
/// its signed heads, which tell nothing of what was in it.
pub(crate) fn erase(mut tx: WriteTx<'_>, id: OrganisationId, head: &SignedHead, log_key: &str) -> Result<Committed<Tombstone>> {
    let before = by_id(&mut tx, id)?.ok_or_else(Error::no_organisation)?;
    let stone = Tombstone {
        id,
        slug: before.slug,
        name: before.name,
        created_at: before.created_at,
        erased_at: tx.now(),
        log_size: head.size,
        log_key: log_key.to_owned(),
        head: head.note.clone(),
        cleared_at: None,
    };
    diesel::delete(organisation_key::table.filter(organisation_key::organisation_id.eq(id))).execute(tx.db())?;
    diesel::delete(log_witness::table.filter(log_witness::log.eq(id.as_str()))).execute(tx.db())?;
    diesel::delete(organisation::table.find(id)).execute(tx.db())?;
    erasures::keep(&mut tx, &stone)?;
    let event = Event::new(&ORGANISATION_ERASED, Subject::new("organisation", id)).label(stone.slug.as_str());
    let event = event.first("name", &stone.name).first("records", &head.size).first("root", &head.root.to_base64());
    tx.commit(event.first("log_key", &stone.log_key), stone)
}

/// Replaces wrapped keys after the root key changed.
pub(crate) fn rewrap(mut tx: WriteTx<'_>, wrapped: &[(OrganisationId, String, String)]) -> Result<Committed<usize>> {
    for (id, purpose, key) in wrapped {
        diesel::update(organisation_key::table.find((id, purpose))).set(organisation_key::wrapped.eq(key)).execute(tx.db())?;
    }
    let event = Event::new(&ROOT_KEY_ROTATED, Subject::unnamed("keys")).first("keys", &wrapped.len());
    tx.commit(event, wrapped.len())
}

/// The latest signed head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// Leaves in the log.
    pub size: u64,
    /// The root, 32 bytes.
    pub root: ledger::Hash,
    /// The signed note, with the lines of the witnesses that signed it too.
    pub note: String,
    /// When it was signed.
    pub at: Timestamp,
}

type HeadRow = (i64, Vec<u8>, String, Timestamp);

fn signed_head(row: HeadRow) -> Result<SignedHead> {
    let (size, root, note, at) = row;
    Ok(SignedHead { size: crate::log::unsigned(size)?, root: crate::log::hash(&root)?, note, at })
}

pub(crate) fn latest_head(tx: &mut Tx<'_>, log: &str) -> Result<Option<SignedHead>> {
    let row: Option<HeadRow> = log_checkpoint::table
        .filter(log_checkpoint::log.eq(log))
        .order(log_checkpoint::size.desc())
        .limit(1)
        .select((log_checkpoint::size, log_checkpoint::root, log_checkpoint::note, log_checkpoint::at))
        .get_result(tx.db())
        .optional()?;
    row.map(|row| with_lines(tx, log, row)).transpose()
}

fn with_lines(tx: &mut Tx<'_>, log: &str, (size, root, note, at): HeadRow) -> Result<SignedHead> {
    let lines = cosignatures::under(tx, log, size)?;
    signed_head((size, root, note + &lines, at))
}

/// The latest head of a log that a witness signed too.
pub(crate) fn witnessed_head(tx: &mut Tx<'_>, log: &str) -> Result<Option<SignedHead>> {
    let Some(size) = cosignatures::largest(tx, log)? else { return Ok(None) };
    let row: Option<HeadRow> = log_checkpoint::table
        .find((log, size))
        .select((log_checkpoint::size, log_checkpoint::root, log_checkpoint::note, log_checkpoint::at))
        .get_result(tx.db())
        .optional()?;
    row.map(|row| with_lines(tx, log, row)).transpose()
}

/// Every signed head of a log, oldest first.
pub(crate) fn heads(tx: &mut Tx<'_>, log: &str) -> Result<Vec<SignedHead>> {
    let rows: Vec<HeadRow> = log_checkpoint::table
        .filter(log_checkpoint::log.eq(log))
        .order(log_checkpoint::size)
        .select((log_checkpoint::size, log_checkpoint::root, log_checkpoint::note, log_checkpoint::at))
        .load(tx.db())?;
    let mut lines = cosignatures::under_all(tx, log)?;
    let with_lines = |(size, root, note, at): HeadRow| signed_head((size, root, note + &lines.remove(&size).unwrap_or_default(), at));
    rows.into_iter().map(with_lines).collect()
}

pub(crate) fn keep_head(connection: &mut crate::Connection, log: &str, head: &SignedHead) -> Result<()> {
    diesel::insert_into(log_checkpoint::table)
        .values((
            log_checkpoint::log.eq(log),
            log_checkpoint::size.eq(crate::log::signed(head.size)?),
            log_checkpoint::root.eq(&head.root.as_bytes()[..]),
            log_checkpoint::note.eq(&head.note),
            log_checkpoint::at.eq(head.at),
        ))
        .execute(connection)?;
    Ok(())
}
