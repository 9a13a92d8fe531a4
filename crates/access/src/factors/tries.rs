//! Wrong codes, counted in the organisation's own database: on every server the same count, and under its one writer, so that
//! guesses sent side by side do not slip through.
//!
//! Three in one step of thirty seconds; ten in all since the last right one, then the password again. A browser known to the member
//! is a door of its own: whoever guesses at another door does not shut this one.

use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use store::schema::factor_try;
use store::{Tx, WriteTx};
use vault::TotpSecret;

/// Most wrong codes in one step.
const IN_STEP: i64 = 3;
/// Most wrong codes in all.
pub(crate) const IN_ALL: i64 = 10;

/// The wrong codes of the present step and all since the last right one.
fn counted(tx: &mut Tx<'_>, member: MemberId, door: &str) -> Result<(i64, i64)> {
    let step = TotpSecret::step_at(tx.now().millis());
    let row: Option<(i64, i64, i64)> = factor_try::table
        .find((member, door))
        .select((factor_try::step, factor_try::in_step, factor_try::in_all))
        .get_result(tx.db())
        .optional()?;
    Ok(row.map_or((0, 0), |(at, in_step, in_all)| (if at == step { in_step } else { 0 }, in_all)))
}

/// Refuses a try when this step has had its three.
pub(crate) fn allow(tx: &mut Tx<'_>, member: MemberId, door: &str) -> Result<()> {
    let (in_step, _) = counted(tx, member, door)?;
    if in_step >= IN_STEP {
        let into_step = tx.now().millis().rem_euclid(30_000);
        let wait = u32::try_from((30_000 - into_step + 999) / 1000).unwrap_or(30);
        return Err(Error::TooMany { retry_after: wait });
    }
    Ok(())
}

/// Counts a wrong code; tells how many there have been in all.
pub(crate) fn wrong(tx: &mut WriteTx<'_>, member: MemberId, door: &str) -> Result<i64> {
    let step = TotpSecret::step_at(tx.now().millis());
    let (in_step, in_all) = counted(tx, member, door)?;
    let (in_step, in_all) = (in_step.saturating_add(1), in_all.saturating_add(1));
    let counts = (factor_try::step.eq(step), factor_try::in_step.eq(in_step), factor_try::in_all.eq(in_all));
    let known = diesel::update(factor_try::table.find((member, door))).set(counts).execute(tx.db())?;
    if known == 0 {
        diesel::insert_into(factor_try::table)
            .values((factor_try::member_id.eq(member), factor_try::door.eq(door), counts))
            .execute(tx.db())?;
    }
    Ok(in_all)
}

/// Forgets the wrong codes of one door, after a right one.
pub(crate) fn forget(tx: &mut WriteTx<'_>, member: MemberId, door: &str) -> Result<()> {
    diesel::delete(factor_try::table.find((member, door))).execute(tx.db())?;
    Ok(())
}

/// Forgets them all.
pub(crate) fn forget_all(tx: &mut WriteTx<'_>, member: MemberId) -> Result<()> {
    diesel::delete(factor_try::table.filter(factor_try::member_id.eq(member))).execute(tx.db())?;
    Ok(())
}
