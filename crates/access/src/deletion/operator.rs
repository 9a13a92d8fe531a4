//! What whoever runs the server can do about an organisation's deletion, at the command line. The organisation owns its data: as long as
//! there is somebody who could take it back, they have the same days for it as if they had decided it themselves.

use super::ask::{Decided, decide, undecided};
use super::take_back::take_back;
use super::{rows, rules};
use crate::holdings;
use crate::permission::{Permission as _, all::OrganisationDelete};
use kernel::{Error, Result, Timestamp};
use store::{Committed, Tx, WriteTx};

/// Whether there is somebody who could take it back: who has not left, and has the right to it.
pub fn could_be_taken_back(tx: &mut Tx<'_>) -> Result<bool> {
    for (member, _) in holdings::who_holds(tx)? {
        let rights = holdings::standing(tx, member.id, None)?.rights;
        if rights.reach(OrganisationDelete::NAME).is_some_and(|reach| reach.is_whole()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Decides that the organisation is deleted; tells when. At once where nobody could take it back.
pub fn decide_as_operator(mut tx: WriteTx<'_>, reason: &str) -> Result<Committed<Timestamp>> {
    let before = rows::read(&mut tx)?;
    undecided(&before)?;
    let due_at = if could_be_taken_back(&mut tx)? { rules::due(tx.now()) } else { tx.now() };
    let decided = Decided { reason: reason.to_owned(), asked_by: None, confirmed_by: None };
    let (_, event) = decide(&mut tx, &before, decided, due_at)?;
    tx.commit(event, due_at)
}

/// Takes back what the operator decided; what the organisation decided is the organisation's to take back.
pub fn take_back_as_operator(mut tx: WriteTx<'_>) -> Result<Committed<()>> {
    let before = rows::read(&mut tx)?;
    if before.asked_by.is_some() {
        return Err(Error::refused("not-the-operators", "the organisation decided this itself: an owner takes it back"));
    }
    let (_, event) = take_back(&mut tx, &before)?;
    tx.commit(event, ())
}
