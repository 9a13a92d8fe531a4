//! Setting a member's password anew, which also ends every session the old one opened.

use super::wire::MemberView;
use super::{MEMBER_PASSWORD_RESET, rows};
use diesel::prelude::*;
use kernel::{MemberId, Result};
use store::schema::{member, session};
use store::{Committed, Event, Subject, WriteTx};

/// Writes the record of the new password and signs the member out everywhere.
pub fn reset_password(mut tx: WriteTx<'_>, id: MemberId, record: &str) -> Result<Committed<MemberView>> {
    let before = rows::find(&mut tx, id)?;
    let (sealed, now) = (tx.seal("member", "password", id.as_str(), record.as_bytes())?, tx.now());
    diesel::update(member::table.find(id))
        .set((
            member::password_sealed.eq(Some(sealed)),
            member::password_changed_at.eq(Some(now)),
            member::updated_at.eq(now),
            member::version.eq(member::version + 1),
        ))
        .execute(tx.db())?;
    let ended = diesel::delete(session::table.filter(session::member_id.eq(id))).execute(tx.db())?;
    let event = Event::new(&MEMBER_PASSWORD_RESET, Subject::new("member", id)).label(before.name.as_str()).first("sessions_ended", &ended);
    let after = rows::find(&mut tx, id)?;
    tx.commit(event, after)
}
