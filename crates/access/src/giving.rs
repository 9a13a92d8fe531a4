//! What somebody may give to others: never more than they hold themselves. Asked when they invite, and again when what they gave is taken
//! up, for they may have lost it since.

use crate::holdings::{self, RoleName, beyond_own, customer_of, granted, standing};
use crate::permission::permission_named;
use crate::roles::Role;
use crate::units;
use diesel::prelude::*;
use kernel::{Error, MemberId, Reach, Result, Rights, Scope, UnitId};
use store::Tx;
use store::schema::{member, role, unit};

/// Rights by which somebody decides about rights, or about what keeps others out: a role that has one of them is given by two people.
const BY_TWO: &[&str] = &[
    "roles.write",
    "roles.grant",
    "approvals.decide",
    "reviews.write",
    "policy.write",
    "networks.write",
    "sign_ins.end",
    "support.approve",
];

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
    if grants.iter().any(|(permission, _)| BY_TWO.contains(permission)) {
        let message = "a second person has to confirm this role: invite them as a member, then have the role granted";
        return Err(Error::refused("needs-second-person", message));
    }
    let units = unit.map(|unit| units::below(tx, &[unit])).transpose()?.unwrap_or_default();
    let needed = |(permission, scope)| needed(permission, scope, unit, &units).map(|reach| (permission, reach));
    within(&own(tx, giver)?, grants.into_iter().filter_map(needed))
}

/// How far the giver must reach to give a right in a role held for `unit`; `None` when such a holding does not have it. Without a unit a
/// right of unit scope follows its holder wherever they are posted: as good as everywhere.
fn needed(permission: &str, scope: Scope, unit: Option<UnitId>, units: &[UnitId]) -> Option<Reach> {
    let registered = permission_named(permission)?;
    match (scope, unit) {
        (Scope::Own, _) => Some(Reach::Own),
        (_, None) => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if registered.stays_beside_a_unit() => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if !registered.has(Scope::Unit) => None,
        (_, Some(_)) => Some(Reach::units(units.iter().copied())),
    }
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

/// What an active member may do now; nothing when they are not active.
fn own(tx: &mut Tx<'_>, giver: MemberId) -> Result<Rights> {
    let status: Option<String> = member::table.filter(member::id.eq(giver)).select(member::status).get_result(tx.db()).optional()?;
    if status.as_deref() != Some("active") {
        return Ok(Rights::none());
    }
    let customer = customer_of(tx, giver)?;
    Ok(standing(tx, giver, customer)?.rights)
}

fn within(own: &Rights, given: impl IntoIterator<Item = (&'static str, Reach)>) -> Result<()> {
    for (permission, reach) in given {
        if !own.reach(permission).is_some_and(|held| held.covers(&reach)) {
            return Err(beyond_own(permission));
        }
    }
    Ok(())
}

fn open_unit(tx: &mut Tx<'_>, id: UnitId) -> Result<()> {
    let closed: Option<Option<i64>> = unit::table.filter(unit::id.eq(id)).select(unit::closed_at).get_result(tx.db()).optional()?;
    match closed {
        Some(None) => Ok(()),
        Some(Some(_)) => Err(Error::refused("unit-closed", "this unit is closed")),
        None => Err(Error::field("unit_id", "unknown", "there is no such unit")),
    }
}
