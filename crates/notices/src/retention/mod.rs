//! How long notices are kept: 90 days after they were read, and a year after they were told if nobody read them.
//!
//! Invariant: notices of announcements stay. They are the receipts that whoever announced something is shown, and by which those who were
//! told may read it again.

mod rows;

use kernel::{Result, Timestamp};
use store::Tx;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;
/// How long one is kept after it was read.
pub const READ_DAYS: i64 = 90;
/// How long one that nobody read is kept after it was told.
pub const UNREAD_DAYS: i64 = 365;
/// Most that go in one transaction.
const MOST: i64 = 500;

/// From when on notices are kept.
#[derive(Debug, Clone, Copy)]
struct Horizon {
    read: Timestamp,
    told: Timestamp,
}

impl Horizon {
    fn at(now: Timestamp) -> Self {
        Self { read: now.plus_millis(-READ_DAYS * DAY_MILLIS), told: now.plus_millis(-UNREAD_DAYS * DAY_MILLIS) }
    }
}

/// Whether there are notices that are not kept any longer.
pub fn is_due(tx: &mut Tx<'_>) -> Result<bool> {
    let horizon = Horizon::at(tx.now());
    Ok(!rows::old(tx, horizon, 1)?.is_empty())
}

/// Deletes some of them, with what waits to be sent of them; tells how many.
pub fn forget(tx: &mut Tx<'_>) -> Result<usize> {
    let horizon = Horizon::at(tx.now());
    let old = rows::old(tx, horizon, MOST)?;
    for id in &old {
        rows::delete(tx, *id)?;
    }
    Ok(old.len())
}
