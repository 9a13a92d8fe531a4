//! Roles in the database.

use super::wire::{OwnRole, PermissionName, RoleGrantView, RoleView};
use crate::holdings::{RoleId, RoleName, beyond_own, granted, lasting, needed, within};
use crate::permission::permission_named;
use crate::roles::Role;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, Result};
use std::collections::HashMap;
use store::schema::{role, role_grant};
use store::{Statement, Tx, WriteTx};

/// Most roles of an organisation.
const MOST: i64 = 200;

/// Every role.
pub(super) fn all(tx: &mut Tx<'_>) -> Result<Vec<RoleView>> {
    let holders = holders(tx)?;
    let count = |id: &str| holders.get(id).copied().unwrap_or(0);
    let mut views: Vec<RoleView> = Role::HELD.into_iter().map(|role| RoleView::built_in(role, count(role.as_str()))).collect();
    type Row = (RoleId, i64, String, String);
    let columns = (role::id, role::version, role::name, role::description);
    let rows: Vec<Row> = role::table.order((role::name, role::id)).select(columns).load(tx.db())?;
    for (id, version, name, description) in rows {
        let grants = grants_of(tx, RoleName::Own(id))?;
        views.push(OwnRole { id, version, name, description, grants }.view(count(id.as_str())));
    }
    Ok(views)
}

/// How many members hold each role now.
fn holders(tx: &mut Tx<'_>) -> Result<HashMap<String, i64>> {
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT role, count(DISTINCT member_id) FROM holding WHERE from_at <= ").number(now);
    statement.sql(" AND (until_at IS NULL OR until_at > ").number(now).sql(") GROUP BY role");
    Ok(statement.load::<(String, i64)>(tx.db())?.into_iter().collect())
}

/// What a role grants, as it is told.
pub(super) fn grants_of(tx: &mut Tx<'_>, id: RoleName) -> Result<Vec<RoleGrantView>> {
    let told = |(name, scope)| permission_named(name).map(|permission| RoleGrantView { permission: PermissionName(permission), scope });
    Ok(granted(tx, &id)?.into_iter().filter_map(told).collect())
}

/// One of the organisation's own roles.
pub(super) fn find(tx: &mut Tx<'_>, id: RoleId) -> Result<OwnRole> {
    let columns = (role::version, role::name, role::description);
    let row: Option<(i64, String, String)> = role::table.find(id).select(columns).get_result(tx.db()).optional()?;
    let (version, name, description) = row.ok_or_else(|| Error::not_found("role"))?;
    let grants = grants_of(tx, RoleName::Own(id))?;
    Ok(OwnRole { id, version, name, description, grants })
}

/// As it is shown.
pub(super) fn view(tx: &mut Tx<'_>, id: RoleId) -> Result<RoleView> {
    let holders = holders(tx)?.get(id.as_str()).copied().unwrap_or(0);
    Ok(find(tx, id)?.view(holders))
}

/// How many hold it now or will: what stands in the way of removing it.
pub(super) fn held_by(tx: &mut Tx<'_>, id: RoleId) -> Result<i64> {
    let now = tx.now().millis();
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM holding WHERE role = ").text(id.as_str());
    statement.sql(" AND (until_at IS NULL OR until_at > ").number(now).sql(")");
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0))
}

/// Refuses grants that reach further than the actor's own rights, for as long as a role may be held.
pub(super) fn within_own(tx: &mut Tx<'_>, grants: &[RoleGrantView]) -> Result<()> {
    let rights = lasting(tx, None)?;
    for grant in grants {
        let name = grant.permission.0.name;
        let needed = needed(name, grant.scope, None, &[]).ok_or_else(|| beyond_own(name))?;
        within(&rights, [(name, needed)])?;
    }
    Ok(())
}

/// Refuses a name that another role has.
pub(super) fn free(tx: &mut Tx<'_>, name: &str, of: Option<RoleId>) -> Result<()> {
    let wanted = name.to_lowercase();
    let rows: Vec<(RoleId, String)> = role::table.select((role::id, role::name)).load(tx.db())?;
    let own = rows.iter().any(|(id, other)| Some(*id) != of && other.to_lowercase() == wanted);
    if own || Role::ALL.iter().any(|role| role.name().to_lowercase() == wanted) {
        return Err(Error::Clash { code: "role-name-taken", message: "another role has this name".into() });
    }
    if of.is_none() && i64::try_from(rows.len()).unwrap_or(MOST) >= MOST {
        return Err(Error::refused("too-many-roles", format!("an organisation has at most {MOST} roles of its own")));
    }
    Ok(())
}

/// Writes a new role.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &OwnRole) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(role::table)
        .values((
            (role::id.eq(row.id), role::version.eq(row.version), role::name.eq(&row.name), role::description.eq(&row.description)),
            (role::created_at.eq(now), role::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    insert_grants(tx, row)
}

/// Writes a changed role; its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &mut OwnRole) -> Result<()> {
    row.version += 1;
    let now = tx.now();
    diesel::update(role::table.find(row.id))
        .set((role::version.eq(row.version), role::name.eq(&row.name), role::description.eq(&row.description), role::updated_at.eq(now)))
        .execute(tx.db())?;
    diesel::delete(role_grant::table.filter(role_grant::role_id.eq(row.id))).execute(tx.db())?;
    insert_grants(tx, row)
}

fn insert_grants(tx: &mut WriteTx<'_>, row: &OwnRole) -> Result<()> {
    for grant in &row.grants {
        let values = (
            role_grant::role_id.eq(row.id),
            role_grant::permission.eq(grant.permission.0.name),
            role_grant::scope.eq(grant.scope.as_str()),
        );
        diesel::insert_into(role_grant::table).values(values).execute(tx.db())?;
    }
    Ok(())
}

/// Removes a role.
pub(super) fn remove(tx: &mut WriteTx<'_>, id: RoleId) -> Result<()> {
    diesel::delete(role_grant::table.filter(role_grant::role_id.eq(id))).execute(tx.db())?;
    diesel::delete(role::table.find(id)).execute(tx.db())?;
    Ok(())
}
