//! What somebody may give to others: never more than they hold themselves. Asked when they invite, and again when what they gave is taken
//! up, for they may have lost it since.

use crate::holdings::{self, RoleName, beyond_own, customer_of, granted, is_guarded, lasting_of, needed, standing, within};
use crate::roles::Role;
use crate::units;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Rights, UnitId};
use store::Tx;
use store::schema::{member, role, unit};

/// Refuses a role that reaches further than the giver's own rights, one that a second person has to confirm, and one that is none.
pub(crate) fn may_give(tx: &mut Tx<'_>, giver: MemberId, role: &str, unit: Option<UnitId>) -> Result<()> {
    if let Some(unit) = unit {
        open_unit(tx, unit)?;
    }
    let unknown = || Error::field("role", "unknown", "there is no such role");
    let given = RoleName::parse(role).ok_or_else(unknown)?;
    if matches!(given, RoleName::Own(_)) && role_of_own(tx, role)?.is_none() {
        return Err(unknown());
    }
    let grants = granted(tx, &given)?;
    if grants.iter().any(|(permission, _)| is_guarded(permission)) {
        let message = "a second person has to confirm this role: invite them as a member, then have the role granted";
        return Err(Error::refused("needs-second-person", message));
    }
    let units = unit.map(|unit| units::below(tx, &[unit])).transpose()?.unwrap_or_default();
    let needed = |(permission, scope)| needed(permission, scope, unit, &units).map(|reach| (permission, reach));
    // The role is given without end: out of a right that ends it is not.
    within(&lasting(tx, giver)?, grants.into_iter().filter_map(needed))
}

/// Refuses when the other may do something that the giver may not: whoever lets somebody in could have become them.
pub(crate) fn not_above(tx: &mut Tx<'_>, giver: MemberId, other: MemberId) -> Result<()> {
    if tx.actor().member() == Some(giver) {
        return holdings::not_above(tx, other);
    }
    if customer_of(tx, other)?.is_some() {
        return may_have_contacts(tx, giver);
    }
    let Rights::These(theirs) = standing(tx, other, None)?.rights else { return Err(beyond_own("everything")) };
    within(&own(tx, giver)?, theirs.iter().cloned())
}

/// Refuses whoever may not look after customers' contacts.
pub(crate) fn may_have_contacts(tx: &mut Tx<'_>, giver: MemberId) -> Result<()> {
    match own(tx, giver)?.reach("contacts.write") {
        Some(_) => Ok(()),
        None => Err(Error::Forbidden { permission: "contacts.write" }),
    }
}

/// What people call a role.
pub(crate) fn role_name(tx: &mut Tx<'_>, word: &str) -> Result<String> {
    if let Ok(built_in) = word.parse::<Role>() {
        return Ok(built_in.name().to_owned());
    }
    Ok(role_of_own(tx, word)?.unwrap_or_else(|| word.to_owned()))
}

fn role_of_own(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>> {
    Ok(role::table.filter(role::id.eq(id)).select(role::name).get_result(tx.db()).optional()?)
}

/// What an active member may do without end.
fn lasting(tx: &mut Tx<'_>, giver: MemberId) -> Result<Rights> {
    if !is_active(tx, giver)? || customer_of(tx, giver)?.is_some() {
        return Ok(Rights::none());
    }
    lasting_of(tx, giver, None)
}

/// What an active member may do now; nothing when they are not active.
fn own(tx: &mut Tx<'_>, giver: MemberId) -> Result<Rights> {
    if !is_active(tx, giver)? {
        return Ok(Rights::none());
    }
    let customer = customer_of(tx, giver)?;
    Ok(standing(tx, giver, customer)?.rights)
}

fn is_active(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let status: Option<String> = member::table.filter(member::id.eq(id)).select(member::status).get_result(tx.db()).optional()?;
    Ok(status.as_deref() == Some("active"))
}

fn open_unit(tx: &mut Tx<'_>, id: UnitId) -> Result<()> {
    let closed: Option<Option<i64>> = unit::table.filter(unit::id.eq(id)).select(unit::closed_at).get_result(tx.db()).optional()?;
    match closed {
        Some(None) => Ok(()),
        Some(Some(_)) => Err(Error::refused("unit-closed", "this unit is closed")),
        None => Err(Error::field("unit_id", "unknown", "there is no such unit")),
    }
}
