//! Members whose day of leaving has come are seen out, one record each. Access was closed at the very instant: what is done here is
//! what must not be left lying about.

use super::{MEMBER_LEAVING_WITHDRAWN, ending, leaving, rows};
use kernel::{MemberId, Result};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Whose day has come.
pub fn due_to_leave(tx: &mut Tx<'_>) -> Result<Vec<MemberId>> {
    Ok(rows::due_to_leave(tx)?.into_iter().map(|row| row.id).collect())
}

/// Sees one of them out, unless somebody else has. An organisation is never left without an owner: the last one stays, on record.
pub fn see_out(mut tx: WriteTx<'_>, id: MemberId) -> Result<Committed<bool>> {
    let mut row = rows::find_anywhere(&mut tx, id)?;
    let due = row.status != "left" && row.leaves_at.is_some_and(|at| at <= tx.now());
    let Some(at) = row.leaves_at.filter(|_| due) else {
        return Err(kernel::Error::refused("member-left", "somebody else was quicker"));
    };
    if access::holdings::is_last_owner(&mut tx, id)? {
        row.leaves_at = None;
        rows::save(&mut tx, &mut row)?;
        let event = Event::new(&MEMBER_LEAVING_WITHDRAWN, Subject::new("member", id)).label(row.name).change("leaves_at", &Some(at), &None);
        return tx.commit(event.note(Some("The organisation would be without an owner.")), false);
    }
    let ended = ending::see_out(&mut tx, &mut row, at)?;
    let event = leaving::left(&row, ended);
    tx.commit(event, true)
}
