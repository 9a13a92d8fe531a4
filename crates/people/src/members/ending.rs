//! What ends with an address, a suspension, a leaving: everything by which somebody could still get in.

use super::rows;
use crate::postings::rows as postings;
use access::holdings;
use access::revocations::{self, Ended};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::{holding, member};
use store::{Tx, WriteTx};

/// Ends every way in, at once and on every server; tells what was ended.
pub(crate) fn all_ways_in(tx: &mut WriteTx<'_>, id: MemberId) -> Result<Ended> {
    revocations::end_everything(tx, id)
}

/// Refuses to take away the last owner.
pub(crate) fn check_owner_left(tx: &mut Tx<'_>, id: MemberId) -> Result<()> {
    if holdings::is_last_owner(tx, id)? {
        return Err(Error::refused("last-owner", "the organisation would be without an owner"));
    }
    Ok(())
}

/// Sees a member out: postings and roles end, the password is forgotten, every way in is closed. Tells what was ended.
pub(crate) fn see_out(tx: &mut WriteTx<'_>, row: &mut rows::MemberRow, at: Timestamp) -> Result<Ended> {
    let now = tx.now();
    let running = postings::of_member(tx, row.id)?.into_iter().filter(|posting| posting.until_at.is_none_or(|until| until > now));
    for posting in running {
        postings::set_end(tx, posting.id, now.max(posting.from_at))?;
    }
    let roles = holding::table.filter(holding::member_id.eq(row.id)).filter(holding::until_at.is_null().or(holding::until_at.gt(now)));
    diesel::update(roles).set((holding::until_at.eq(Some(now)), holding::version.eq(holding::version + 1))).execute(tx.db())?;
    let no_password: Option<Vec<u8>> = None;
    diesel::update(member::table.find(row.id)).set(member::password_sealed.eq(no_password)).execute(tx.db())?;
    "left".clone_into(&mut row.status);
    row.leaves_at = Some(at);
    (row.leave_from, row.leave_until) = (None, None);
    rows::save(tx, row)?;
    all_ways_in(tx, row.id)
}
