//! Recovery codes of a member: ten on paper, each good once, kept as digests.

use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use store::schema::recovery_code;
use store::{Tx, WriteTx};
use vault::{OsRandom, RecoveryCode};

/// How many are given out.
const CODES: usize = 10;

/// How many are left.
pub(crate) fn left(tx: &mut Tx<'_>, member: MemberId) -> Result<i64> {
    Ok(recovery_code::table.filter(recovery_code::member_id.eq(member)).count().get_result(tx.db())?)
}

/// Gives out new ones; the old ones are void.
pub(crate) fn renew(tx: &mut WriteTx<'_>, member: MemberId) -> Result<Vec<String>> {
    remove(tx, member)?;
    let now = tx.now();
    let mut shown = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = RecoveryCode::generate(&mut OsRandom).map_err(Error::internal)?;
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::member_id.eq(member),
                recovery_code::digest.eq(&code.digest().as_bytes()[..]),
                recovery_code::created_at.eq(now),
            ))
            .execute(tx.db())?;
        shown.push(code.text().to_string());
    }
    Ok(shown)
}

/// The codes for somebody who has none yet: with the first factor.
pub(crate) fn first(tx: &mut WriteTx<'_>, member: MemberId) -> Result<Vec<String>> {
    if left(tx, member)? > 0 { Ok(Vec::new()) } else { renew(tx, member) }
}

/// Whether `typed` is one of the member's codes; if so it is used up.
pub(crate) fn accept(tx: &mut WriteTx<'_>, member: MemberId, typed: &str) -> Result<bool> {
    let Some(code) = RecoveryCode::parse(typed) else { return Ok(false) };
    let used = diesel::delete(recovery_code::table.find((member, &code.digest().as_bytes()[..]))).execute(tx.db())?;
    Ok(used > 0)
}

/// Voids them all.
pub(crate) fn remove(tx: &mut WriteTx<'_>, member: MemberId) -> Result<()> {
    diesel::delete(recovery_code::table.filter(recovery_code::member_id.eq(member))).execute(tx.db())?;
    Ok(())
}
