//! Setting a member's password anew, which also ends every session the old one opened.

use super::wire::MemberView;
use super::{MEMBER_PASSWORD_RESET, rows, told};
use access::credentials;
use kernel::{MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Writes the record of the new password and signs the member out everywhere.
pub fn reset_password(mut tx: WriteTx<'_>, id: MemberId, record: &str) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    credentials::set_password(&mut tx, id, record)?;
    rows::save(&mut tx, &mut row)?;
    let ended = credentials::end_all(&mut tx, id)?;
    let event = Event::new(&MEMBER_PASSWORD_RESET, Subject::new("member", id)).label(row.name).first("sessions_ended", &ended);
    let after = told::shown(&mut tx, id)?;
    tx.commit(event, after)
}
