//! The log inside a realm: appending a leaf with its event, and finding hashes again for proofs.

use crate::Connection;
use crate::batch::Head;
use crate::event::{Detail, Event};
use crate::schema::{event, event_touch, log_head, log_tile};
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{Error, Result};
use ledger::{Entry, Frontier, Hash, Nodes, Touched};
use std::ops::Range;

/// The one row of `log_head`.
const HEAD: &str = "log";

pub(crate) fn load_head(connection: &mut Connection) -> Result<Frontier> {
    let bytes: Option<Vec<u8>> = log_head::table.find(HEAD).select(log_head::frontier).get_result(connection).optional()?;
    match bytes {
        Some(bytes) => Frontier::from_bytes(&bytes).map_err(Error::internal),
        None => Ok(Frontier::new()),
    }
}

pub(crate) fn save_head(connection: &mut Connection, frontier: &Frontier) -> Result<()> {
    let (size, bytes) = (signed(frontier.size())?, frontier.to_bytes());
    let changed =
        diesel::update(log_head::table.find(HEAD)).set((log_head::size.eq(size), log_head::frontier.eq(&bytes))).execute(connection)?;
    if changed == 0 {
        diesel::insert_into(log_head::table)
            .values((log_head::name.eq(HEAD), log_head::size.eq(size), log_head::frontier.eq(&bytes)))
            .execute(connection)?;
    }
    Ok(())
}

/// Writes the event's row, its touches and its leaf, and moves the head.
pub(crate) fn append(tx: &mut Tx<'_>, head: &mut Head, told: Event) -> Result<()> {
    let (connection, realm, authority, now) = tx.parts();
    let seq = head.frontier.size() + 1;
    let mut salt = [0_u8; ledger::SALT_BYTES];
    realm.rng().fill(&mut salt);
    let detail = Detail { label: told.label, changes: told.changes, note: told.note, origin: authority.origin.clone() }.to_bytes()?;
    let commitment = ledger::commitment(&salt, &detail);
    let actor_id = authority.actor.member().map(|id| id.to_string());
    let touched: Vec<Touched<'_>> =
        told.touched.iter().filter_map(|other| other.id.as_deref().map(|id| Touched { kind: &other.kind, id })).collect();
    let entry = Entry {
        seq,
        at_ms: u64::try_from(now.millis()).unwrap_or(0),
        actor_kind: authority.actor.kind().as_str(),
        actor_id: actor_id.as_deref(),
        action: told.action,
        outcome: told.outcome.into(),
        subject_kind: &told.subject.kind,
        subject_id: told.subject.id.as_deref(),
        touched,
        commitment,
    };
    let (_, leaf) = entry.seal().map_err(Error::internal)?;
    let sealed = realm.seal("event", "detail", &seq.to_string(), &[&salt[..], &detail].concat())?;
    let seq = signed(seq)?;
    diesel::insert_into(event::table)
        .values((
            event::seq.eq(seq),
            event::at.eq(now),
            event::actor_kind.eq(entry.actor_kind),
            event::actor_id.eq(entry.actor_id),
            event::action.eq(told.action),
            event::outcome.eq(told.outcome.as_str()),
            event::subject_kind.eq(&*told.subject.kind),
            event::subject_id.eq(told.subject.id.as_deref()),
            event::touched.eq(write_touched(&entry.touched)),
            event::commitment.eq(&commitment.as_bytes()[..]),
            event::detail_sealed.eq(&sealed),
            event::leaf_hash.eq(&leaf.as_bytes()[..]),
        ))
        .execute(connection)?;
    for other in &entry.touched {
        diesel::insert_into(event_touch::table)
            .values((event_touch::subject_id.eq(other.id), event_touch::seq.eq(seq)))
            .execute(connection)?;
    }
    for node in head.frontier.append(leaf) {
        diesel::insert_into(log_tile::table)
            .values((
                log_tile::level.eq(i64::from(node.level)),
                log_tile::position.eq(signed(node.index)?),
                log_tile::hash.eq(&node.hash.as_bytes()[..]),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Touched rows as `kind:id` words; ids hold no spaces.
fn write_touched(touched: &[Touched<'_>]) -> String {
    touched.iter().map(|other| format!("{}:{}", other.kind, other.id)).collect::<Vec<_>>().join(" ")
}

/// Reads what was written into the column `touched`.
pub(crate) fn read_touched(text: &str) -> Vec<Touched<'_>> {
    text.split(' ').filter_map(|word| word.split_once(':')).map(|(kind, id)| Touched { kind, id }).collect()
}

/// The hashes of a realm's log, read through a connection.
pub(crate) struct StoredNodes<'a>(pub(crate) &'a mut Connection);

impl Nodes for StoredNodes<'_> {
    type Error = Error;

    fn leaves(&mut self, range: Range<u64>) -> Result<Vec<Hash>> {
        let rows: Vec<Vec<u8>> = event::table
            .filter(event::seq.gt(signed(range.start)?).and(event::seq.le(signed(range.end)?)))
            .order(event::seq)
            .select(event::leaf_hash)
            .load(self.0)?;
        hashes(&rows, range)
    }

    fn tile_nodes(&mut self, level: u8, range: Range<u64>) -> Result<Vec<Hash>> {
        let rows: Vec<Vec<u8>> = log_tile::table
            .filter(log_tile::level.eq(i64::from(level)))
            .filter(log_tile::position.ge(signed(range.start)?).and(log_tile::position.lt(signed(range.end)?)))
            .order(log_tile::position)
            .select(log_tile::hash)
            .load(self.0)?;
        hashes(&rows, range)
    }
}

fn hashes(rows: &[Vec<u8>], wanted: Range<u64>) -> Result<Vec<Hash>> {
    if rows.len() as u64 != wanted.end - wanted.start {
        return Err(Error::internal(format!("the log lacks hashes: {} of {wanted:?}", rows.len())));
    }
    rows.iter().map(|row| hash(row)).collect()
}

pub(crate) fn hash(bytes: &[u8]) -> Result<Hash> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| Error::internal("a hash in the log is not 32 bytes"))?;
    Ok(Hash::from_bytes(bytes))
}

pub(crate) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(Error::internal)
}

pub(crate) fn unsigned(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(Error::internal)
}
