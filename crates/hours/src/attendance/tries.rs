//! Wrong codes, counted in the organisation's own database as those of sign-in are: on every server the same count. Five at once, then one
//! in half a minute; a right one changes nothing.

use crate::schema::attendance_try;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use store::{Tx, WriteTx};

/// Tries that may be wrong at once.
const BURST: i64 = 5;
/// Milliseconds for one of them to come back.
const BACK: i64 = 30_000;

/// When all of a member's tries will be back; now where they are.
fn full_at(tx: &mut Tx<'_>, member: MemberId) -> Result<i64> {
    let known: Option<i64> = attendance_try::table.find(member).select(attendance_try::full_at).get_result(tx.db()).optional()?;
    Ok(known.unwrap_or(0).max(tx.now().millis()))
}

/// Refuses a try when none is left.
pub(super) fn allow(tx: &mut Tx<'_>, member: MemberId) -> Result<()> {
    let over = full_at(tx, member)? + BACK - tx.now().millis() - BURST * BACK;
    if over > 0 { Err(Error::TooMany { retry_after: u32::try_from((over + 999) / 1_000).unwrap_or(u32::MAX) }) } else { Ok(()) }
}

/// Counts a wrong code.
pub(super) fn wrong(tx: &mut WriteTx<'_>, member: MemberId) -> Result<()> {
    let next = attendance_try::full_at.eq(full_at(tx, member)? + BACK);
    if diesel::update(attendance_try::table.find(member)).set(next).execute(tx.db())? == 0 {
        diesel::insert_into(attendance_try::table).values((attendance_try::member_id.eq(member), next)).execute(tx.db())?;
    }
    Ok(())
}
