//! Duty types in the database.

use super::DutyTypeId;
use super::wire::{DutyType, DutyTypeLink};
use crate::schema::duty_type;
use diesel::prelude::*;
use kernel::{Error, Result, folded};
use store::{Tx, WriteTx};

/// Most duty types of an organisation.
const MOST: i64 = 200;

const COLUMNS: (duty_type::id, duty_type::version, duty_type::name, duty_type::counts_towards_minimum, duty_type::retired) =
    (duty_type::id, duty_type::version, duty_type::name, duty_type::counts_towards_minimum, duty_type::retired);

/// The organisation's duty types, by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<DutyType>> {
    Ok(duty_type::table.order(duty_type::sort_name).select(COLUMNS).load(tx.db())?)
}

/// One duty type.
pub(super) fn find(tx: &mut Tx<'_>, id: DutyTypeId) -> Result<DutyType> {
    let found: Option<DutyType> = duty_type::table.find(id).select(COLUMNS).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("duty type"))
}

/// One that is to be named somewhere: it must be there and not retired.
pub(crate) fn offered(tx: &mut Tx<'_>, id: DutyTypeId) -> Result<DutyTypeLink> {
    let unknown = || Error::field("duty_type_id", "unknown", "there is no such duty type, or it is retired");
    let found = find(tx, id).ok().filter(|found| !found.retired).ok_or_else(unknown)?;
    Ok(DutyTypeLink { id, name: found.name })
}

/// Writes a new duty type.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &DutyType) -> Result<()> {
    let count: i64 = duty_type::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-duty-types", format!("an organisation has at most {MOST} duty types")));
    }
    check_name(tx, new)?;
    let now = tx.now();
    diesel::insert_into(duty_type::table)
        .values((
            (duty_type::id.eq(new.id), duty_type::version.eq(new.version), duty_type::name.eq(&new.name)),
            (duty_type::sort_name.eq(folded(&new.name)), duty_type::counts_towards_minimum.eq(new.counts_towards_minimum)),
            (duty_type::retired.eq(new.retired), duty_type::created_at.eq(now), duty_type::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes a changed duty type: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, changed: &mut DutyType) -> Result<()> {
    check_name(tx, changed)?;
    changed.version += 1;
    let now = tx.now();
    diesel::update(duty_type::table.find(changed.id))
        .set((
            duty_type::version.eq(changed.version),
            duty_type::name.eq(&changed.name),
            duty_type::sort_name.eq(folded(&changed.name)),
            duty_type::counts_towards_minimum.eq(changed.counts_towards_minimum),
            duty_type::retired.eq(changed.retired),
            duty_type::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn check_name(tx: &mut Tx<'_>, wanted: &DutyType) -> Result<()> {
    let holder: Option<DutyTypeId> =
        duty_type::table.filter(duty_type::sort_name.eq(folded(&wanted.name))).select(duty_type::id).get_result(tx.db()).optional()?;
    match holder.filter(|holder| *holder != wanted.id) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "name-taken", message: "there is a duty type of this name already".into() }),
    }
}
