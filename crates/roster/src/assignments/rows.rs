//! Assignments in the database.

use super::{AssignmentId, AssignmentKind, AssignmentState, Seat};
use crate::reach;
use crate::refused;
use crate::requirements::{DutyTypeId, RequirementId};
use crate::schema::assignment;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, SiteId, Timestamp, UnitId};
use store::{Statement, Tx, WriteTx};

/// Longest assignment, in milliseconds: 31 days, as the database has it.
pub const LONGEST: i64 = 31 * 24 * 60 * 60 * 1_000;

/// An assignment as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assignment, treat_none_as_null = true)]
#[expect(missing_docs, clippy::struct_excessive_bools, reason = "the columns of a table, whose names say it")]
pub struct AssignmentRow {
    pub id: AssignmentId,
    pub version: i64,
    pub kind: AssignmentKind,
    pub requirement_id: Option<RequirementId>,
    /// The session or the visit, by `kind`.
    pub owner_id: Option<String>,
    pub member_id: MemberId,
    pub start_at: Timestamp,
    pub end_at: Timestamp,
    pub zone: String,
    pub title: String,
    pub place: String,
    pub site_id: Option<SiteId>,
    pub unit_id: Option<UnitId>,
    pub duty_type_id: Option<DutyTypeId>,
    pub seat: Seat,
    pub exclusive: bool,
    pub paid: bool,
    /// Stands beside another on purpose.
    pub beside: bool,
    pub state: AssignmentState,
    pub live: bool,
    pub reason: Option<String>,
    pub forced_by: Option<MemberId>,
    pub forced_reason: Option<String>,
    /// JSON list of rules' codes.
    pub forced_rules: String,
    pub created_by: Option<MemberId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl AssignmentRow {
    /// Moves it to a state.
    pub fn set_state(&mut self, state: AssignmentState) {
        (self.state, self.live) = (state, state.is_live());
    }
}

/// A statement that answers whole assignments; what follows begins with a condition.
pub(crate) fn select(tx: &mut Tx<'_>) -> Statement<assignment::SqlType> {
    let mut statement = Statement::on(tx.db());
    statement.sql(
        "SELECT assignment.id, assignment.version, assignment.kind, assignment.requirement_id, assignment.owner_id, \
         assignment.member_id, assignment.start_at, assignment.end_at, assignment.zone, assignment.title, assignment.place, \
         assignment.site_id, assignment.unit_id, assignment.duty_type_id, assignment.seat, assignment.exclusive, assignment.paid, \
         assignment.beside, assignment.state, assignment.live, assignment.reason, assignment.forced_by, assignment.forced_reason, \
         assignment.forced_rules, assignment.created_by, assignment.created_at, assignment.updated_at FROM assignment WHERE ",
    );
    statement
}

/// One assignment within the reach of the right in use.
pub fn find(tx: &mut Tx<'_>, id: AssignmentId) -> Result<AssignmentRow> {
    let mut statement = select(tx);
    statement.sql("assignment.id = ").text(id.as_str());
    reach::hold_assignments(tx, &mut statement);
    statement.load(tx.db())?.pop().ok_or_else(|| Error::not_found("assignment"))
}

/// One assignment, whoever asks: for slices that asked whether it may be seen.
pub fn get(tx: &mut Tx<'_>, id: AssignmentId) -> Result<AssignmentRow> {
    let found = assignment::table.find(id).select(AssignmentRow::as_select()).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("assignment"))
}

/// Everybody who has or had a place of a requirement, in the order they came.
pub fn of_requirement(tx: &mut Tx<'_>, id: RequirementId) -> Result<Vec<AssignmentRow>> {
    let rows = assignment::table.filter(assignment::requirement_id.eq(id)).order((assignment::created_at, assignment::id));
    Ok(rows.select(AssignmentRow::as_select()).load(tx.db())?)
}

/// Everybody who has or had a place at a session or on a visit, in the order they came.
pub fn of_owner(tx: &mut Tx<'_>, owner: &str) -> Result<Vec<AssignmentRow>> {
    let rows = assignment::table.filter(assignment::owner_id.eq(owner)).order((assignment::created_at, assignment::id));
    Ok(rows.select(AssignmentRow::as_select()).load(tx.db())?)
}

/// The same of several sessions or visits, in one question.
pub fn of_owners<'o>(tx: &mut Tx<'_>, owners: impl IntoIterator<Item = &'o str>) -> Result<Vec<AssignmentRow>> {
    let mut owners = owners.into_iter().peekable();
    if owners.peek().is_none() {
        return Ok(Vec::new());
    }
    let mut statement = select(tx);
    statement.sql("assignment.owner_id").seldom().in_texts(owners).sql(" ORDER BY assignment.created_at, assignment.id");
    statement.load(tx.db())
}

/// A member's live assignments that share an instant with `[start, end)`, by time.
pub fn touching(tx: &mut Tx<'_>, member: MemberId, start: Timestamp, end: Timestamp) -> Result<Vec<AssignmentRow>> {
    let rows = assignment::table
        .filter(assignment::member_id.eq(member).and(assignment::live.eq(true)))
        .filter(assignment::start_at.lt(end).and(assignment::start_at.gt(start.plus_millis(-LONGEST))).and(assignment::end_at.gt(start)))
        .order((assignment::start_at, assignment::id));
    Ok(rows.select(AssignmentRow::as_select()).load(tx.db())?)
}

/// Writes a new assignment.
pub fn insert(tx: &mut WriteTx<'_>, row: &AssignmentRow) -> Result<()> {
    diesel::insert_into(assignment::table).values(row).execute(tx.db()).map_err(refused)?;
    Ok(())
}

/// Writes a changed assignment: its version rises.
pub fn save(tx: &mut WriteTx<'_>, row: &mut AssignmentRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(assignment::table.find(row.id)).set(&*row).execute(tx.db()).map_err(refused)?;
    Ok(())
}

/// Frees everybody who was to be at a session or on a visit; tells who that was.
pub(crate) fn cancel_of_owner(tx: &mut WriteTx<'_>, owner: &str, reason: &str) -> Result<Vec<AssignmentRow>> {
    let mut freed: Vec<AssignmentRow> = of_owner(tx, owner)?.into_iter().filter(|row| row.state.is_open()).collect();
    for row in &mut freed {
        row.set_state(AssignmentState::Cancelled);
        row.reason = Some(reason.to_owned());
        save(tx, row)?;
    }
    Ok(freed)
}
