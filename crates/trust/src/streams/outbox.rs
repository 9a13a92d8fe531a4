//! The outbox, for whoever sends: the log itself. Records are taken out under a lease, and what became of them moves the stream's number.
//!
//! Whoever lets a lease run out (the process died, or was held up) has lost it: what it tells later counts for nothing, and another
//! process sends the same records again.

use super::carry::Sent;
use super::rows::{self, StreamRow};
use super::rules::{Place, next_try};
use super::wire::StreamKind;
use super::{StreamId, frame};
use crate::{audit, signed};
use envoy::Destination;
use http::HeaderName;
use kernel::{Error, Result, Timestamp};
use store::{Tx, events};

/// Records in one parcel.
const RECORDS: i64 = 500;
/// Bytes after which a parcel takes no further record.
const BYTES: usize = 512 * 1024;
/// How long a parcel may take: longer than all the waiting on its way.
const LEASE_MILLIS: i64 = 30_000;

/// The right to send for a stream, for a while.
#[derive(Debug, Clone)]
pub struct Lease {
    stream: Box<StreamRow>,
    until: Timestamp,
}

/// Records on their way.
#[derive(Debug)]
pub struct Parcel {
    /// How they go.
    pub kind: StreamKind,
    /// Where.
    pub to: Destination,
    /// Who vouches for the receiver, PEM; those the host believes unless given.
    pub authority: Option<String>,
    /// HTTPS: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
    pub headers: Vec<(HeaderName, String)>,
    /// What is sent.
    pub body: Vec<u8>,
    last: i64,
}

/// Streams that may be sent for now, and when the next of the others may.
pub fn ready(tx: &mut Tx<'_>) -> Result<(Vec<StreamId>, Option<Timestamp>)> {
    let (mut ready, mut next, mut size) = (Vec::new(), None, None);
    for stream in rows::every(tx)? {
        let size = match size {
            Some(size) => size,
            None => *size.insert(log_size(tx)?),
        };
        if stream.paused_at.is_some() || stream.cursor_seq >= size {
            continue;
        }
        let from = stream.due_at.max(stream.leased_until);
        if from <= tx.now() {
            ready.push(stream.id);
        } else {
            next = Some(next.map_or(from, |next: Timestamp| next.min(from)));
        }
    }
    Ok((ready, next))
}

/// How many records the log has.
pub(super) fn log_size(tx: &mut Tx<'_>) -> Result<i64> {
    i64::try_from(events::size(tx)?).map_err(Error::internal)
}

/// Takes the right to send; none when somebody else has it, or there is nothing to send.
pub fn lease(tx: &mut Tx<'_>, id: StreamId) -> Result<Option<Lease>> {
    let now = tx.now();
    let Some(stream) = rows::look(tx, id)? else { return Ok(None) };
    if stream.paused_at.is_some() || stream.due_at > now || stream.leased_until > now || stream.cursor_seq >= log_size(tx)? {
        return Ok(None);
    }
    let until = now.plus_millis(LEASE_MILLIS);
    rows::lease(tx, id, until)?;
    Ok(Some(Lease { stream: Box::new(stream), until }))
}

/// The next records of a leased stream, in the name of the server `host`.
pub fn pack(tx: &mut Tx<'_>, lease: &Lease, host: &str) -> Result<Parcel> {
    let stream = &lease.stream;
    let (organisation, mut body, mut last) = (tx.realm().to_owned(), Vec::new(), stream.cursor_seq);
    for item in audit::items(tx, stream.cursor_seq + 1, RECORDS)? {
        if body.len() > BYTES {
            break;
        }
        match stream.kind {
            StreamKind::Syslog => body.extend(frame::of_record(host, &organisation, &item)?),
            StreamKind::Https => {
                serde_json::to_writer(&mut body, &item).map_err(Error::internal)?;
                body.push(b'\n');
            }
        }
        last = item.seq;
    }
    let id = format!("{}_{}_{last}", stream.id, stream.cursor_seq + 1);
    Ok(parcel(stream, &id, body, last, tx.now()))
}

/// A message to try a stream out, as it is set up now.
pub(super) fn trial(tx: &mut Tx<'_>, stream: &StreamRow, host: &str) -> Result<Parcel> {
    let now = tx.now();
    let body = match stream.kind {
        StreamKind::Syslog => frame::of_trial(host, tx.realm(), now)?,
        StreamKind::Https => format!("{}\n", serde_json::json!({"action": frame::TRIAL, "at": now})).into_bytes(),
    };
    Ok(parcel(stream, &format!("{}_trial_{}", stream.id, now.millis()), body, stream.cursor_seq, now))
}

fn parcel(stream: &StreamRow, id: &str, body: Vec<u8>, last: i64, now: Timestamp) -> Parcel {
    let headers = stream.secret.as_ref().map(|secret| signed::headers(&[secret], id, now, &body));
    let (kind, to, authority) = (stream.kind, stream.to.clone(), stream.authority.clone());
    Parcel { kind, to, authority, headers: headers.unwrap_or_default(), body, last }
}

/// Writes what became of a parcel; tells whether there may be more to send at once.
pub fn settle(tx: &mut Tx<'_>, lease: &Lease, parcel: &Parcel, sent: &Sent) -> Result<bool> {
    let (id, now) = (lease.stream.id, tx.now());
    let Some(stream) = rows::look(tx, id)?.filter(|stream| stream.leased_until == lease.until) else { return Ok(false) };
    let place = Place { cursor: stream.cursor_seq, sure: stream.sure_seq }.after(sent, parcel.last);
    let again = match sent {
        Sent::Failed(_) => (stream.attempts + 1, next_try(stream.attempts + 1, now)),
        _ => (0, now),
    };
    let failed = sent.fault().is_some();
    rows::settle(tx, id, place, sent.fault(), again, if failed { stream.last_sent_at } else { Some(now) })?;
    Ok(!failed)
}
