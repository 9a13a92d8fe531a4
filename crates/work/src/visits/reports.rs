//! What was told of visits, in the database.

use super::rules::{AbortReason, Told};
use super::{ReportId, VisitId};
use crate::schema::visit_report;
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use store::{Tx, WriteTx};

/// Something told of a visit.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = visit_report)]
pub(super) struct ReportRow {
    pub(super) id: ReportId,
    pub(super) visit_id: VisitId,
    pub(super) told: Told,
    pub(super) at: Timestamp,
    pub(super) heard_at: Timestamp,
    pub(super) member_id: Option<MemberId>,
    pub(super) device: Option<String>,
    pub(super) counter: Option<i64>,
    pub(super) reason: Option<AbortReason>,
    pub(super) note: Option<String>,
    pub(super) moved: bool,
}

/// Everything told of a visit, by when it happened.
pub(super) fn of_visit(tx: &mut Tx<'_>, id: VisitId) -> Result<Vec<ReportRow>> {
    let rows = visit_report::table.filter(visit_report::visit_id.eq(id));
    Ok(rows.order((visit_report::at, visit_report::counter, visit_report::id)).load(tx.db())?)
}

/// When somebody was last said to be there, to have left or to have come back.
pub(super) fn newest_presence(tx: &mut Tx<'_>, id: VisitId) -> Result<Option<Timestamp>> {
    let told = of_visit(tx, id)?;
    Ok(told.into_iter().rev().find(|row| row.told.is_of_presence()).map(|row| row.at))
}

/// The visit of which this device of the actor told under this number.
pub(super) fn told_by(tx: &mut Tx<'_>, device: &str, counter: i64) -> Result<Option<VisitId>> {
    let Some(member) = tx.actor().member() else { return Ok(None) };
    let same = visit_report::device.eq(device).and(visit_report::counter.eq(counter)).and(visit_report::member_id.eq(member));
    Ok(visit_report::table.filter(same).select(visit_report::visit_id).get_result(tx.db()).optional()?)
}

/// Writes what was told.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &ReportRow) -> Result<()> {
    diesel::insert_into(visit_report::table).values(row).execute(tx.db())?;
    Ok(())
}
