//! What the audit pages ask of the database beyond `store::events`.

use super::rules::{MOST_SEARCHED, Search};
use access::links::names_of_members;
use diesel::prelude::*;
use kernel::{Cursor, Error, Limit, MemberId, Page, Result};
use ledger::Hash;
use std::collections::BTreeMap;
use std::ops::Range;
use store::Tx;
use store::events::{self, Record};
use store::schema::{event, log_tile};

/// The names of whoever acted in these records.
pub(super) fn names(tx: &mut Tx<'_>, records: &[Record]) -> Result<BTreeMap<MemberId, String>> {
    names_of_members(tx, records.iter().filter_map(|record| record.actor))
}

/// A page of what is searched for, newest first. A search by words that has opened [`MOST_SEARCHED`] records stops, with what
/// it found and a cursor to go on from.
pub(super) fn page(tx: &mut Tx<'_>, search: &Search, limit: Limit) -> Result<Page<Record>> {
    if !search.opens() {
        return Ok(Page::cut(events::list(tx, &search.filter, limit)?, limit, |last| last.seq));
    }
    let wanted = usize::try_from(limit.get()).map_err(Error::internal)?;
    let (mut found, mut opened, mut place) = (Vec::new(), 0, search.filter.before);
    loop {
        let part = part(tx, search, place)?;
        opened += part.opened;
        place = part.next;
        found.extend(part.found);
        if found.len() > wanted || place.is_none() {
            return Ok(Page::cut(found, limit, |last| last.seq));
        }
        if opened >= MOST_SEARCHED {
            return Ok(Page { items: found, next: place.map(|seq| Cursor::of(&seq)) });
        }
    }
}

/// One read of a walk through the log.
pub(super) struct Part {
    pub(super) found: Vec<Record>,
    opened: usize,
    /// Where the walk goes on; none at its end.
    pub(super) next: Option<i64>,
}

/// Reads the next few records below `before` and keeps those that the search finds.
pub(super) fn part(tx: &mut Tx<'_>, search: &Search, before: Option<i64>) -> Result<Part> {
    let limit = Limit::new(Limit::MAX).unwrap_or_default();
    let filter = events::Filter { before, ..search.filter.clone() };
    let mut records = events::list(tx, &filter, limit)?;
    let kept = usize::from(Limit::MAX);
    let more = records.len() > kept;
    records.truncate(kept);
    let (opened, last) = (records.len(), records.last().map(|record| record.seq));
    let found = records.into_iter().filter(|record| search.finds(record)).collect();
    Ok(Part { found, opened, next: last.filter(|_| more) })
}

/// The distinct actions in the log, by name. Steps from one to the next through the index: as many reads as there are actions,
/// however long the log.
pub(super) fn actions(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let mut actions: Vec<String> = Vec::new();
    loop {
        let mut query = event::table.select(diesel::dsl::min(event::action)).into_boxed();
        if let Some(last) = actions.last() {
            query = query.filter(event::action.gt(last.clone()));
        }
        match query.get_result::<Option<String>>(tx.db())? {
            Some(next) => actions.push(next),
            None => break,
        }
    }
    // The two engines sort dots and underscores each in their own way.
    actions.sort_unstable();
    Ok(actions)
}

/// The hashes of one level of the log's tree (0 is the leaves, each further one covers 256 times as many); the range must exist.
pub(super) fn hashes(tx: &mut Tx<'_>, level: u8, range: Range<i64>) -> Result<Vec<Hash>> {
    let rows: Vec<Vec<u8>> = if level == 0 {
        event::table
            .filter(event::seq.gt(range.start).and(event::seq.le(range.end)))
            .order(event::seq)
            .select(event::leaf_hash)
            .load(tx.db())?
    } else {
        log_tile::table
            .filter(log_tile::level.eq(i64::from(level) * 8))
            .filter(log_tile::position.ge(range.start).and(log_tile::position.lt(range.end)))
            .order(log_tile::position)
            .select(log_tile::hash)
            .load(tx.db())?
    };
    rows.iter().map(|row| Hash::try_from(row.as_slice()).map_err(Error::internal)).collect()
}
