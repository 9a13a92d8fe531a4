//! Giving a role: what is asked before it is given, whoever asks and by whichever way.

use super::rules::{is_guarded, needed, within};
use super::{Held, HoldingId, RoleName, beyond_own, customer_of, granted, held, rows, sources, together};
use crate::roles::Role;
use crate::units;
use diesel::prelude::*;
use kernel::{Error, MemberId, Reach, Result, Rights, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::schema::holding;
use store::{Tx, WriteTx};

/// A role that somebody is to hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub(crate) member: MemberId,
    pub(crate) role: RoleName,
    pub(crate) unit: Option<UnitId>,
    pub(crate) from: Timestamp,
    pub(crate) until: Option<Timestamp>,
}

/// Gives a role from now on, as [`may_give`] allows; a role that two people must give is refused, because here is one.
pub fn give(tx: &mut WriteTx<'_>, member: MemberId, role: RoleName, unit: Option<UnitId>) -> Result<HoldingId> {
    let wanted = Wanted { member, role, unit, from: tx.now(), until: None };
    check(tx, &wanted)?;
    if needs_second(tx, &wanted)? {
        return Err(Error::refused("needs-second-person", "this role lets its holder decide about rights: two people give it"));
    }
    let by = tx.actor().member();
    insert(tx, &wanted, by)
}

/// Refuses a role that the actor may not give to anybody. `true` when a second person would have to confirm it.
pub fn may_give(tx: &mut Tx<'_>, role: RoleName, unit: Option<UnitId>, until: Option<Timestamp>) -> Result<bool> {
    let needed = reaches(tx, role, unit)?;
    within(&lasting(tx, until)?, needed.iter().cloned())?;
    Ok(needed.iter().any(|(permission, _)| is_guarded(permission)))
}

/// Refuses what the actor may not give, and what cannot be held.
pub(crate) fn check(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<()> {
    if tx.actor().member() == Some(wanted.member) {
        return Err(Error::refused("own-holding", "nobody gives a role to themselves; ask somebody else who may"));
    }
    possible(tx, wanted)?;
    may_give(tx, wanted.role, wanted.unit, wanted.until).map(drop)
}

/// The same for somebody who asked for it earlier: they must still be here, and still be able to give it.
pub(crate) fn check_of(tx: &mut Tx<'_>, asker: MemberId, wanted: &Wanted) -> Result<()> {
    let gone = || Error::refused("asker-gone", "whoever asked for it may not any more");
    if rows::status_of(tx, asker)? != "active" || customer_of(tx, asker)?.is_some() {
        return Err(gone());
    }
    let needed = reaches(tx, wanted.role, wanted.unit)?;
    let rights = lasting_of(tx, asker, wanted.until)?;
    if !rights.reach("roles.grant").is_some_and(|reach| reach.is_whole()) {
        return Err(gone());
    }
    within(&rights, needed).map_err(|_| gone())
}

/// Refuses what cannot be held, whoever gives it.
fn possible(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<()> {
    if customer_of(tx, wanted.member)?.is_some() {
        return Err(Error::refused("contact-holds-no-role", "a contact's rights come from their customer; no role is given for them"));
    }
    if rows::status_of(tx, wanted.member)? == "left" {
        return Err(Error::refused("member-left", "who has left holds no role"));
    }
    if let RoleName::Own(id) = wanted.role {
        rows::role_name(tx, id)?.ok_or_else(|| Error::field("role", "unknown", "there is no such role"))?;
    }
    if let Some(unit) = wanted.unit {
        rows::open_unit(tx, unit)?.ok_or_else(|| Error::field("unit_id", "unknown", "there is no such unit, or it is closed"))?;
    }
    if wanted.until.is_some_and(|until| until <= wanted.from || until <= tx.now()) {
        return Err(Error::field("until", "not-acceptable", "must be after the beginning, and not in the past"));
    }
    if rows::overlaps(tx, wanted)? {
        return Err(Error::refused("held-already", "they hold this role in that time already"));
    }
    Ok(())
}

/// Whether a second person must confirm: the role lets its holder decide about rights, and somebody is there to confirm. An owner who is
/// the only one in the organisation to decide acts alone, because nobody else could.
pub(crate) fn needs_second(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<bool> {
    let guarded = reaches(tx, wanted.role, wanted.unit)?.iter().any(|(permission, _)| is_guarded(permission));
    let Some(actor) = tx.actor().member().filter(|_| guarded) else { return Ok(false) };
    let owner = held(tx, actor)?.iter().any(|held| held.role == RoleName::BuiltIn(Role::Owner) && held.unit.is_none());
    Ok(!owner || rows::others_who_decide(tx, actor)?)
}

/// Writes the holding.
pub(crate) fn insert(tx: &mut WriteTx<'_>, wanted: &Wanted, by: Option<MemberId>) -> Result<HoldingId> {
    let (id, now) = (HoldingId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(holding::table)
        .values((
            (holding::id.eq(id), holding::version.eq(1), holding::member_id.eq(wanted.member)),
            (holding::role.eq(wanted.role.to_string()), holding::unit_id.eq(wanted.unit)),
            (holding::from_at.eq(wanted.from), holding::until_at.eq(wanted.until)),
            (holding::granted_by.eq(by), holding::granted_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// How far a role reaches when it is held for `unit`.
pub(super) fn reaches(tx: &mut Tx<'_>, role: RoleName, unit: Option<UnitId>) -> Result<Vec<(&'static str, Reach)>> {
    let grants = granted(tx, &role)?;
    let units = unit.map(|unit| units::below(tx, &[unit])).transpose()?.unwrap_or_default();
    let far = |(permission, scope)| needed(permission, scope, unit, &units).map(|reach| (permission, reach));
    Ok(grants.into_iter().filter_map(far).collect())
}

/// What the actor may do for at least as long: a right that ends cannot be handed on without end.
pub(crate) fn lasting(tx: &mut Tx<'_>, until: Option<Timestamp>) -> Result<Rights> {
    let Some(actor) = tx.actor().member() else {
        return if tx.right("roles.grant").is_some() { Ok(Rights::All) } else { Err(beyond_own("roles.grant")) };
    };
    lasting_of(tx, actor, until)
}

/// The same of a member.
pub(crate) fn lasting_of(tx: &mut Tx<'_>, actor: MemberId, until: Option<Timestamp>) -> Result<Rights> {
    let lasts = |held: &Held| held.until.is_none_or(|end| until.is_some_and(|until| until <= end));
    let holdings: Vec<Held> = held(tx, actor)?.into_iter().filter(lasts).collect();
    let sources = sources(tx, actor, &holdings)?;
    Ok(together(&sources))
}
