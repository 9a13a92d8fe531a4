//! Another address for somebody who is here. Whoever has the address can have the password: this is as good as signing in as them.
//!
//! Invariants: it asks for a fresh proof; nobody changes it of somebody who may do more, nor of another who decides about rights: they
//! could confirm in that other's name what they asked for in their own; links that were sent to the old address die; both addresses are
//! told, by the write that changes it.

use super::rows;
use access::revocations::end_links;
use access::{Cx, Permission, holdings};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use kernel::{Email, Error, MemberId, Result};
use store::WriteTx;

/// Who changes it, and how far they proved who they are.
pub(crate) struct Changer {
    proved: Result<()>,
    id: MemberId,
    name: String,
    house: House,
}

impl Changer {
    /// Whoever asks; their proof is looked at only when an address changes.
    pub(crate) fn of<P: Permission>(cx: &Cx<P>) -> Self {
        Self { proved: cx.freshly_proved(), id: cx.member(), name: cx.identity().member.name.clone(), house: cx.house() }
    }
}

/// Somebody whose address changes.
pub(crate) struct Addressee<'a> {
    pub(crate) id: MemberId,
    pub(crate) name: &'a str,
    pub(crate) before: &'a str,
    pub(crate) after: &'a str,
}

/// What goes with another address: refused, or done with everything that belongs to it. The row is the caller's to write.
pub(crate) fn change(tx: &mut WriteTx<'_>, by: Changer, whose: &Addressee<'_>) -> Result<()> {
    by.proved?;
    holdings::not_above(tx, whose.id)?;
    if by.id != whose.id && holdings::decides(tx, whose.id)? {
        let message = "they decide about rights, and could confirm what you ask for: they change their address themselves";
        return Err(Error::refused("address-of-decider", message));
    }
    rows::check_email_free(tx, whose.after, Some(whose.id))?;
    end_links(tx, whose.id, whose.before)?;
    let at = tx.now();
    // Who is in the directory alone has no account, and nothing to fear for.
    if !access::credentials::has_way_in(tx, whose.id)? {
        return Ok(());
    }
    for (to, now) in [(whose.before, Some(whose.after.to_owned())), (whose.after, None)] {
        let email = Email::parse(to).map_err(Error::internal)?;
        let letter = Letter::AddressChanged { at, by: by.name.clone(), now };
        mail::put(tx, Mail { member: Some(whose.id), name: whose.name.to_owned(), email, house: by.house.clone(), letter })?;
    }
    Ok(())
}
