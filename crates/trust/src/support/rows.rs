//! Leaves to look in, in the database.

use super::rules::{SupportState, Times};
use super::{SUPPORT_USED, SupportGrantId};
use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use std::collections::HashMap;
use store::schema::{event, holding, member, support_grant};
use store::{Tx, WriteTx};

/// Those shown, the latest first.
const MOST_SHOWN: i64 = 200;

/// One as it is kept.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = support_grant)]
pub(super) struct GrantRow {
    pub(super) id: SupportGrantId,
    pub(super) version: i64,
    pub(super) reason: String,
    pub(super) asked_at: Timestamp,
    pub(super) approved_by: Option<MemberId>,
    pub(super) approved_at: Option<Timestamp>,
    pub(super) ends_at: Option<Timestamp>,
    pub(super) ended_by: Option<MemberId>,
    pub(super) ended_at: Option<Timestamp>,
}

impl GrantRow {
    pub(super) fn times(&self) -> Times {
        Times { asked_at: self.asked_at, approved_at: self.approved_at, ends_at: self.ends_at, ended_at: self.ended_at }
    }
}

/// All of them, the latest first.
pub(super) fn every(tx: &mut Tx<'_>) -> Result<Vec<GrantRow>> {
    let latest = support_grant::table.order((support_grant::asked_at.desc(), support_grant::id.desc())).limit(MOST_SHOWN);
    Ok(latest.select(support_grant::all_columns).load(tx.db())?)
}

/// One.
pub(super) fn find(tx: &mut Tx<'_>, id: SupportGrantId) -> Result<GrantRow> {
    let found: Option<GrantRow> = support_grant::table.find(id).select(support_grant::all_columns).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("support grant"))
}

/// Those that are in this state now.
pub(super) fn now_in(tx: &mut Tx<'_>, state: SupportState) -> Result<Vec<GrantRow>> {
    let now = tx.now();
    Ok(every(tx)?.into_iter().filter(|row| row.times().state(now) == state).collect())
}

/// Writes one that was asked for.
pub(super) fn insert(tx: &mut WriteTx<'_>, id: SupportGrantId, reason: &str) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(support_grant::table)
        .values((support_grant::id.eq(id), support_grant::version.eq(1), support_grant::reason.eq(reason), support_grant::asked_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// Writes what an owner answered.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &GrantRow) -> Result<()> {
    diesel::update(support_grant::table.find(row.id))
        .set((
            support_grant::version.eq(row.version),
            support_grant::approved_by.eq(row.approved_by),
            support_grant::approved_at.eq(row.approved_at),
            support_grant::ends_at.eq(row.ends_at),
            support_grant::ended_by.eq(row.ended_by),
            support_grant::ended_at.eq(row.ended_at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// How often each was used, from the log itself.
pub(super) fn uses(tx: &mut Tx<'_>) -> Result<HashMap<String, i64>> {
    let rows: Vec<(Option<String>, i64)> = event::table
        .filter(event::action.eq(SUPPORT_USED.name))
        .group_by(event::subject_id)
        .select((event::subject_id, count_star()))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(id, count)| id.map(|id| (id, count))).collect())
}

/// Whether an owner has ever signed in: from then on there is somebody whom the operator can ask, and something to keep from them.
pub fn has_begun(tx: &mut Tx<'_>) -> Result<bool> {
    let owners = holding::table.inner_join(member::table.on(member::id.eq(holding::member_id)));
    let count: i64 = owners.filter(holding::role.eq("owner").and(member::last_sign_in_at.is_not_null())).count().get_result(tx.db())?;
    Ok(count > 0)
}

/// Whether this member is the only active owner: when they cannot get in, nobody can answer the operator.
pub fn alone_as_owner(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let now = tx.now();
    let owners: Vec<MemberId> = holding::table
        .inner_join(member::table.on(member::id.eq(holding::member_id)))
        .filter(holding::role.eq("owner").and(holding::from_at.le(now)).and(member::status.eq("active")))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .select(holding::member_id)
        .load(tx.db())?;
    Ok(!owners.is_empty() && owners.iter().all(|owner| *owner == id))
}
