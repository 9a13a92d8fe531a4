//! Heads on their way, for whoever sends: what is due, and what became of it.

use super::rows::{self, PublicationRow};
use super::rules::{earlier, next_head};
use super::{LOG_PUBLISHED, PUBLICATION_TRIED};
use crate::signed;
use crate::streams::next_try;
use courier::mail::{self, Mail};
use courier::{House, Letter};
use envoy::Destination;
use http::HeaderName;
use kernel::{Email, Error, Result, Timestamp};
use store::{Committed, Event, Outcome, Subject, Tx, WriteTx};

/// How long a post may take: longer than all the waiting on its way.
const LEASE_MILLIS: i64 = 30_000;

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Due {
    /// A head is to be sent out.
    pub publish: bool,
    /// The one that was sent out last is to be posted.
    pub post: bool,
    /// When there is something to do next.
    pub next: Option<Timestamp>,
}

/// A signed head of the organisation's log.
#[derive(Debug, Clone)]
pub struct Head {
    /// How many records it speaks for.
    pub size: u64,
    /// When it was signed.
    pub at: Timestamp,
    /// The signed note.
    pub note: String,
    /// The key that checks it.
    pub key: String,
}

/// A head on its way to a URL.
#[derive(Debug)]
pub struct Notice {
    /// Where.
    pub to: Destination,
    /// `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    pub headers: Vec<(HeaderName, String)>,
    /// The note.
    pub body: Vec<u8>,
}

/// What is to be done now, and when the next is.
pub fn due(tx: &mut Tx<'_>) -> Result<Due> {
    let (row, now) = (rows::read(tx)?, tx.now());
    due_of(tx, &row, now)
}

fn due_of(tx: &mut Tx<'_>, row: &PublicationRow, now: Timestamp) -> Result<Due> {
    let Some(at) = next_head(row.every, row.last_at) else { return Ok(Due::default()) };
    let grew = rows::grew(tx, row.last_size.unwrap_or(0))?;
    let waits = row.url.is_some() && row.last_size > row.posted_size;
    let again = row.due_at.max(row.leased_until);
    let next = earlier((grew && at > now).then_some(at), (waits && again > now).then_some(again));
    Ok(Due { publish: grew && at <= now, post: waits && again <= now, next })
}

/// Sends a head out: its letters leave with this write, and from now on the URL waits for it. Refused when another server did so.
pub fn publish(mut tx: WriteTx<'_>, head: &Head, house: &House) -> Result<Committed<()>> {
    let (mut row, now) = (rows::read(&mut tx)?, tx.now());
    if !due_of(&mut tx, &row, now)?.publish {
        return Err(Error::refused("published-already", "it was sent out a moment ago"));
    }
    let size = i64::try_from(head.size).map_err(Error::internal)?;
    (row.last_at, row.last_size, row.attempts, row.due_at) = (Some(now), Some(size), 0, now);
    rows::write(&mut tx, &row)?;
    write_letters(&mut tx, &row.mail, head, house)?;
    let event = Event::new(&LOG_PUBLISHED, Subject::unnamed("log")).label(format!("{size} records")).first("size", &size);
    tx.commit(event.first("mail", &row.mail.len()).first("host", &row.url.map(|url| url.origin())), ())
}

/// Puts a trial on record, with its letters.
pub(super) fn tried(mut tx: WriteTx<'_>, head: &Head, house: &House, fault: Option<String>) -> Result<Committed<()>> {
    let row = rows::read(&mut tx)?;
    write_letters(&mut tx, &row.mail, head, house)?;
    let event = Event::new(&PUBLICATION_TRIED, Subject::unnamed("log_publication")).first("size", &head.size);
    let event = if fault.is_some() { event.outcome(Outcome::Failed) } else { event };
    tx.commit(event.note(fault), ())
}

fn write_letters(tx: &mut WriteTx<'_>, to: &[String], head: &Head, house: &House) -> Result<()> {
    for address in to {
        let email = Email::parse(address).map_err(Error::internal)?;
        let (note, key) = (head.note.clone(), head.key.clone());
        let letter = Letter::LogHead { at: head.at, size: head.size, note, key };
        mail::put(tx, Mail { member: None, name: address.clone(), email, house: house.clone(), letter })?;
    }
    Ok(())
}

/// Takes the right to post what waits; none when somebody else has it.
pub fn lease(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    let (mut row, now) = (rows::read(tx)?, tx.now());
    if !due_of(tx, &row, now)?.post {
        return Ok(None);
    }
    row.leased_until = now.plus_millis(LEASE_MILLIS);
    rows::write(tx, &row)?;
    Ok(Some(row.leased_until))
}

/// The head as it goes to the URL; none where there is no URL.
pub fn notice(tx: &mut Tx<'_>, head: &Head) -> Result<Option<Notice>> {
    let row = rows::read(tx)?;
    let (Some(to), Some(secret)) = (row.url, row.secret) else { return Ok(None) };
    let (id, body) = (format!("head_{}", head.size), head.note.clone().into_bytes());
    let headers = signed::headers(&[&secret], &id, tx.now(), &body);
    Ok(Some(Notice { to, headers, body }))
}

/// Whether heads go to any address.
pub(super) fn has_readers(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(!rows::read(tx)?.mail.is_empty())
}

/// Writes what became of a post that was leased until then.
pub fn settle(tx: &mut Tx<'_>, until: Timestamp, head: &Head, fault: Option<String>) -> Result<()> {
    let (mut row, now) = (rows::read(tx)?, tx.now());
    if row.leased_until != until {
        return Ok(());
    }
    row.leased_until = Timestamp::clamped(0);
    if fault.is_none() {
        row.posted_size = i64::try_from(head.size).ok();
        (row.attempts, row.due_at) = (0, now);
    } else {
        row.attempts += 1;
        row.due_at = next_try(row.attempts, now);
    }
    row.fault = fault;
    rows::write(tx, &row)
}
