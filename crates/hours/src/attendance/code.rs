//! Whose code it is that was given.

use super::rows;
use kernel::{MemberId, Result};
use roster::assignments::AssignmentRow;
use store::Tx;

/// How long before a session and after it its code is good, in milliseconds.
const AROUND: i64 = 60 * 60 * 1_000;

/// The place of a member at the session that shows this code.
pub(super) fn place_of(tx: &mut Tx<'_>, member: MemberId, code: &str) -> Result<Option<AssignmentRow>> {
    for row in rows::own_around_now(tx, member, AROUND)? {
        if let Some(session) = &row.owner_id
            && tx.accepts_code(session, code)?
        {
            return Ok(Some(row));
        }
    }
    Ok(None)
}
