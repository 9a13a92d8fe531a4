//! Duties that members book for themselves, in the database.

use super::wire::QuickDuty;
use crate::schema::quick_duty;
use diesel::prelude::*;
use kernel::{Error, Result};
use roster::assignments::{self, AssignmentId, AssignmentKind, AssignmentRow};
use roster::eligibility::Finding;
use store::{Tx, WriteTx};

/// One of one's own that is not over.
pub(super) fn find(tx: &mut Tx<'_>, id: AssignmentId) -> Result<AssignmentRow> {
    let row = assignments::find(tx, id).ok().filter(|row| row.kind == AssignmentKind::Duty && Some(row.member_id) == tx.actor().member());
    row.ok_or_else(|| Error::not_found("duty"))
}

/// What was written on it.
pub(super) fn note(tx: &mut Tx<'_>, id: AssignmentId) -> Result<String> {
    let note: Option<String> = quick_duty::table.find(id).select(quick_duty::note).get_result(tx.db()).optional()?;
    Ok(note.unwrap_or_default())
}

/// Writes what is said on it, for the first time.
pub(super) fn insert_note(tx: &mut WriteTx<'_>, id: AssignmentId, note: &str) -> Result<()> {
    diesel::insert_into(quick_duty::table).values((quick_duty::assignment_id.eq(id), quick_duty::note.eq(note))).execute(tx.db())?;
    Ok(())
}

/// The same, anew.
pub(super) fn save_note(tx: &mut WriteTx<'_>, id: AssignmentId, note: &str) -> Result<()> {
    diesel::update(quick_duty::table.find(id)).set(quick_duty::note.eq(note)).execute(tx.db())?;
    Ok(())
}

/// As it is told.
pub(super) fn told(tx: &mut Tx<'_>, row: AssignmentRow, warnings: Vec<Finding>) -> Result<QuickDuty> {
    let note = note(tx, row.id)?;
    let view = assignments::told(tx, vec![row])?.pop().ok_or_else(|| Error::not_found("duty"))?;
    Ok(QuickDuty { assignment: roster::assignments::AssignmentView { warnings, ..view }, note })
}
