//! Which roles and which unit whoever adds a member may give: nothing beyond their own reach, and nothing that two people must give.

use crate::units::rows::UnitRow;
use access::Role;
use access::holdings::{self, RoleName};
use kernel::{Error, Reach, Result};
use store::Tx;

/// The role of whoever is given no other.
pub(crate) const EVERYBODY: RoleName = RoleName::BuiltIn(Role::Member);

/// The roles, each once, unless one of them is not the asker's to give.
pub(crate) fn checked(tx: &mut Tx<'_>, roles: Vec<RoleName>) -> Result<Vec<RoleName>> {
    let mut kept: Vec<RoleName> = Vec::new();
    for role in roles {
        if !kept.contains(&role) {
            check(tx, role)?;
            kept.push(role);
        }
    }
    if kept.is_empty() {
        return Err(Error::field("roles", "empty", "a member needs at least one role"));
    }
    if kept.len() > MOST {
        return Err(Error::field("roles", "too-many", "at most 20 roles"));
    }
    Ok(kept)
}

const MOST: usize = 20;

fn check(tx: &mut Tx<'_>, role: RoleName) -> Result<()> {
    if role == RoleName::BuiltIn(Role::Contact) {
        return Err(Error::field("roles", "not-acceptable", "contacts are added to their customer"));
    }
    // The role of everybody comes with being added; any other is a grant.
    if role != EVERYBODY && !tx.right("roles.grant").is_some_and(|reach| reach.is_whole()) {
        return Err(Error::refused("beyond-own-rights", "to give another role than member you need roles.grant"));
    }
    if holdings::may_give(tx, role, None, None)? {
        let message = "this role lets its holder decide about rights: give it to somebody who is here, and a second person confirms it";
        return Err(Error::field("roles", "needs-second-person", message));
    }
    Ok(())
}

/// The unit, unless it lies beyond the asker's reach: to post somebody is to widen what they reach.
pub(crate) fn reached(tx: &Tx<'_>, unit: Option<UnitRow>) -> Result<Option<UnitRow>> {
    let unknown = || Error::field("unit_id", "unknown", "there is no such unit");
    match (tx.reach(), &unit) {
        (Reach::Organisation, _) => Ok(unit),
        (Reach::Units(units), Some(row)) if units.contains(&row.id) => Ok(unit),
        (_, Some(_)) => Err(unknown()),
        (_, None) => Err(Error::field("unit_id", "missing", "name one of your units: what is beyond them is beyond your reach")),
    }
}
