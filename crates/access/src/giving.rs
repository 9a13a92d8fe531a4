//! What somebody may give to others: never more than they hold themselves. Asked when they invite, and again when what they gave is taken
//! up, for they may have lost it since.

use crate::holdings::roles_of;
use crate::roles::{Grant, Role, grants_of};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, UnitId};
use store::Tx;
use store::schema::{member, role, unit};

/// Refuses a role that reaches further than the giver's own rights, one that a second person has to confirm, and one that is none.
pub(crate) fn may_give(tx: &mut Tx<'_>, giver: MemberId, role: &str, unit: Option<UnitId>) -> Result<()> {
    if let Some(unit) = unit {
        open_unit(tx, unit)?;
    }
    let given: Role = role.parse().map_err(|_| Error::field("role", "unknown", "there is no such role"))?;
    if matches!(given, Role::Owner | Role::Administrator) {
        let message = "a second person has to confirm this role: invite them as a member, then have the role granted";
        return Err(Error::refused("needs-second-person", message));
    }
    within(&own(tx, giver)?, &grants_of(&[given]))
}

/// Refuses when the other may do something that the giver may not: whoever lets somebody in could have become them.
pub(crate) fn not_above(tx: &mut Tx<'_>, giver: MemberId, other: MemberId) -> Result<()> {
    let theirs = roles_of(tx, other)?;
    within(&own(tx, giver)?, &grants_of(&theirs))
}

/// Refuses whoever may not look after customers' contacts.
pub(crate) fn may_have_contacts(tx: &mut Tx<'_>, giver: MemberId) -> Result<()> {
    if own(tx, giver)?.iter().any(|grant| grant.permission == "contacts.write") {
        return Ok(());
    }
    Err(Error::Forbidden { permission: "contacts.write" })
}

/// What people call a role.
pub(crate) fn role_name(tx: &mut Tx<'_>, word: &str) -> Result<String> {
    if let Ok(built_in) = word.parse::<Role>() {
        let word = built_in.as_str();
        return Ok(format!("{}{}", word[..1].to_uppercase(), &word[1..]));
    }
    let name: Option<String> = role::table.filter(role::id.eq(word)).select(role::name).get_result(tx.db()).optional()?;
    Ok(name.unwrap_or_else(|| word.to_owned()))
}

/// What an active member may do now; nothing when they are not active.
fn own(tx: &mut Tx<'_>, giver: MemberId) -> Result<Vec<Grant>> {
    let status: Option<String> = member::table.filter(member::id.eq(giver)).select(member::status).get_result(tx.db()).optional()?;
    if status.as_deref() != Some("active") {
        return Ok(Vec::new());
    }
    Ok(grants_of(&roles_of(tx, giver)?))
}

fn within(own: &[Grant], given: &[Grant]) -> Result<()> {
    let holds = |grant: &&Grant| own.iter().any(|held| held.permission == grant.permission && held.scope >= grant.scope);
    match given.iter().find(|grant| !holds(grant)) {
        None => Ok(()),
        Some(grant) => {
            Err(Error::refused("beyond-own-rights", format!("this reaches further than the rights of whoever gives it: {}", grant.permission)))
        }
    }
}

fn open_unit(tx: &mut Tx<'_>, id: UnitId) -> Result<()> {
    let closed: Option<Option<i64>> = unit::table.filter(unit::id.eq(id)).select(unit::closed_at).get_result(tx.db()).optional()?;
    match closed {
        Some(None) => Ok(()),
        Some(Some(_)) => Err(Error::refused("unit-closed", "this unit is closed")),
        None => Err(Error::field("unit_id", "unknown", "there is no such unit")),
    }
}
