//! Setting a member's password anew, which also ends every session the old one opened.

use super::wire::MemberView;
use super::{MEMBER_PASSWORD_RESET, rows};
use access::credentials;
use diesel::prelude::*;
use kernel::{MemberId, Result};
use store::schema::member;
use store::{Committed, Event, Subject, WriteTx};

/// Writes the record of the new password and signs the member out everywhere.
pub fn reset_password(mut tx: WriteTx<'_>, id: MemberId, record: &str) -> Result<Committed<MemberView>> {
    let before = rows::find(&mut tx, id)?;
    credentials::set_password(&mut tx, id, record)?;
    diesel::update(member::table.find(id)).set(member::version.eq(member::version + 1)).execute(tx.db())?;
    let ended = credentials::end_all(&mut tx, id)?;
    let event = Event::new(&MEMBER_PASSWORD_RESET, Subject::new("member", id)).label(before.name.as_str()).first("sessions_ended", &ended);
    let after = rows::find(&mut tx, id)?;
    tx.commit(event, after)
}
