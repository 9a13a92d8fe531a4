//! Taking away the details of records that lapsed. The engine asks the log itself whether they did: a record that is not below
//! `log_retention.lapsed_before` is final, whoever asks.
//!
//! What is taken is the sealed detail with its salt: label, changes, note and where the request came from. What stays is what the leaf is
//! made of: number, time, ids, action, outcome, commitment. So every proof stays as it was, and the commitment opens to nobody any more.

use crate::schema::event;
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{Result, Timestamp};

/// The first record from `from` on that is not older than `horizon`; the one after `most` when all up to there are, and after the last
/// one when the log ends before that. Clocks are set back at times: what is behind such a record waits for it.
pub fn first_kept(tx: &mut Tx<'_>, from: i64, most: i64, horizon: Timestamp) -> Result<i64> {
    let end = from.saturating_add(most).min(crate::log::signed(crate::events::size(tx)?)?.saturating_add(1));
    // The sum keeps the engines from walking the index of dates: the answer is mostly the first row of this stretch.
    let young = event::table.filter(event::seq.ge(from).and(event::seq.lt(end)).and((event::at + 0).ge(horizon)));
    let found: Option<i64> = young.order(event::seq).select(event::seq).limit(1).get_result(tx.db()).optional()?;
    Ok(found.unwrap_or(end).max(from))
}

/// Erases detail and salt of the records numbered `from` up to but not including `to`; tells of how many.
pub fn erase(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<usize> {
    let kept = event::table.filter(event::seq.ge(from).and(event::seq.lt(to)).and(event::detail_sealed.is_not_null()));
    Ok(diesel::update(kept).set(event::detail_sealed.eq(None::<Vec<u8>>)).execute(tx.db())?)
}
