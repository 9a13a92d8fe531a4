//! Who else there is: whether somebody but the asker could confirm, and whether the asker may still ask.

use crate::holdings;
use crate::sessions::rows::is_let_in;
use kernel::{Error, MemberId, Result, Rights};
use store::Tx;

/// Whether somebody other than the actor, and other than whom it is about, could confirm an act that needs `permission`: somebody who is
/// let in now, may decide, and may do it themselves in the whole organisation.
pub(crate) fn is_there(tx: &mut Tx<'_>, permission: &str, about: Option<MemberId>) -> Result<bool> {
    is_there_who(tx, permission, about, |_, _| Ok(true))
}

/// The same of somebody who `can` come to do it.
pub(crate) fn is_there_who(
    tx: &mut Tx<'_>,
    permission: &str,
    about: Option<MemberId>,
    can: impl Fn(&mut Tx<'_>, MemberId) -> Result<bool>,
) -> Result<bool> {
    let Some(actor) = tx.actor().member() else { return Ok(false) };
    for other in holdings::who_may_decide(tx)? {
        if other == actor || Some(other) == about || !is_let_in(tx, other)? {
            continue;
        }
        let rights = holdings::standing(tx, other, None)?.rights;
        if wholly(&rights, "approvals.decide") && wholly(&rights, permission) && can(tx, other)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses when whoever asked is not here any more, or has lost the right to it.
pub(super) fn still_may(tx: &mut Tx<'_>, asker: MemberId, permission: &str) -> Result<()> {
    if is_let_in(tx, asker)? {
        let customer = holdings::customer_of(tx, asker)?;
        if wholly(&holdings::standing(tx, asker, customer)?.rights, permission) {
            return Ok(());
        }
    }
    Err(Error::refused("asker-gone", "whoever asked for it may not any more"))
}

fn wholly(rights: &Rights, permission: &str) -> bool {
    rights.reach(permission).is_some_and(|reach| reach.is_whole())
}
