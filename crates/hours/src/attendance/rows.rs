//! Attendance in the database: written, never changed.

use super::AttendanceId;
use super::rules::{self, AttendanceKind, AttendanceWay, Said, Standing};
use crate::reach::ASSIGNMENT;
use crate::schema::attendance_event;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, Result, Span, Timestamp};
use roster::assignments::{AssignmentId, AssignmentKind, AssignmentRow, AssignmentState, rows as assignments};
use std::collections::BTreeMap;
use store::{Statement, Tx, WriteTx};

/// Something that was said, as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = attendance_event)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct EventRow {
    pub id: AttendanceId,
    pub assignment_id: AssignmentId,
    pub seq: i64,
    pub member_id: MemberId,
    pub kind: AttendanceKind,
    pub at: Timestamp,
    pub noted_at: Timestamp,
    pub way: AttendanceWay,
    pub device: Option<String>,
    pub reason: Option<String>,
    pub corrects: Option<AttendanceId>,
    pub noted_by: Option<MemberId>,
}

impl EventRow {
    /// As far as rules ask.
    pub fn said(&self) -> Said {
        Said { id: self.id, seq: self.seq, kind: self.kind, at: self.at, corrects: self.corrects }
    }
}

/// Everything that was said about an assignment, as it was heard.
pub fn of_assignment(tx: &mut Tx<'_>, id: AssignmentId) -> Result<Vec<EventRow>> {
    Ok(attendance_event::table.filter(attendance_event::assignment_id.eq(id)).order(attendance_event::seq).load(tx.db())?)
}

/// The same of several assignments, in one question.
pub(super) fn of_assignments(tx: &mut Tx<'_>, ids: &[AssignmentId]) -> Result<BTreeMap<AssignmentId, Vec<EventRow>>> {
    let mut all: BTreeMap<AssignmentId, Vec<EventRow>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let mut statement = Statement::<attendance_event::SqlType>::on(tx.db());
    statement.sql("SELECT id, assignment_id, seq, member_id, kind, at, noted_at, way, device, reason, corrects, noted_by");
    statement.sql(" FROM attendance_event WHERE assignment_id").seldom().in_texts(ids.iter().map(AssignmentId::as_str));
    statement.sql(" ORDER BY seq");
    for row in statement.load::<EventRow>(tx.db())? {
        all.entry(row.assignment_id).or_default().push(row);
    }
    Ok(all)
}

/// From when to when somebody was there, and where they stand now.
pub fn standing(tx: &mut Tx<'_>, id: AssignmentId) -> Result<(Vec<Span>, Standing)> {
    let said: Vec<Said> = of_assignment(tx, id)?.iter().map(EventRow::said).collect();
    rules::standing(&said)
}

/// What is to be said.
#[derive(Debug, Clone)]
pub(super) struct New {
    pub(super) kind: AttendanceKind,
    pub(super) at: Timestamp,
    pub(super) way: AttendanceWay,
    pub(super) device: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) corrects: Option<AttendanceId>,
}

/// Says it, if it may be said, and moves the assignment to where it then stands.
pub(super) fn say(tx: &mut WriteTx<'_>, of: &mut AssignmentRow, new: New) -> Result<()> {
    if !matches!(of.state, AssignmentState::Confirmed | AssignmentState::OnDuty | AssignmentState::Worked | AssignmentState::NoShow) {
        return Err(Error::refused("not-agreed", format!("this assignment is {}", of.state)));
    }
    let said: Vec<Said> = of_assignment(tx, of.id)?.iter().map(EventRow::said).collect();
    let (id, now) = (AttendanceId::new(tx.now(), tx.rng()), tx.now());
    let seq = said.last().map_or(1, |last| last.seq + 1);
    let span = Span::new(of.start_at, of.end_at).map_err(|_| Error::internal("an empty assignment"))?;
    let mine = Said { id, seq, kind: new.kind, at: new.at, corrects: new.corrects };
    // Whoever keeps the list is there to write down what was: that is the reason.
    rules::check(&said, mine, span, now, new.reason.is_some() || new.way == AttendanceWay::List)?;
    let row = EventRow {
        id,
        assignment_id: of.id,
        seq,
        member_id: of.member_id,
        kind: new.kind,
        at: new.at,
        noted_at: now,
        way: new.way,
        device: new.device,
        reason: new.reason,
        corrects: new.corrects,
        noted_by: tx.actor().member(),
    };
    diesel::insert_into(attendance_event::table).values(&row).execute(tx.db())?;
    move_on(tx, of)
}

/// Moves the assignment to where attendance says it stands.
fn move_on(tx: &mut WriteTx<'_>, of: &mut AssignmentRow) -> Result<()> {
    let state = match standing(tx, of.id)?.1 {
        Standing::Nothing => return Ok(()),
        Standing::On(_) => AssignmentState::OnDuty,
        Standing::Off => AssignmentState::Worked,
        Standing::Absent => AssignmentState::NoShow,
    };
    if of.state != state {
        of.set_state(state);
        assignments::save(tx, of)?;
    }
    Ok(())
}

/// Everybody who has a place at a session, or had one and did not come, as far as the right in use reaches. None: there is no such session.
pub(super) fn of_session(tx: &mut Tx<'_>, session: &str) -> Result<Vec<AssignmentRow>> {
    let reach = tx.within("assignments.read");
    let mut statement = Statement::<Text>::on(tx.db());
    statement
        .sql("SELECT assignment.id FROM assignment JOIN member AS m ON m.id = assignment.member_id WHERE assignment.owner_id = ")
        .text(session);
    statement.sql(" AND assignment.kind = 'session' AND (assignment.live OR assignment.state = 'no_show')");
    ASSIGNMENT.hold(tx, &mut statement, reach.as_ref());
    statement.sql(" ORDER BY m.sort_name, assignment.id");
    let found: Vec<AssignmentId> = statement.load(tx.db())?;
    if found.is_empty() {
        return Err(Error::not_found("session"));
    }
    let mut rows: BTreeMap<AssignmentId, AssignmentRow> =
        assignments::of_owner(tx, session)?.into_iter().map(|row| (row.id, row)).collect();
    Ok(found.into_iter().filter_map(|id| rows.remove(&id)).collect())
}

/// A member's places at sessions that go on now, or did or will within so many milliseconds.
pub(super) fn own_around_now(tx: &mut Tx<'_>, member: MemberId, around: i64) -> Result<Vec<AssignmentRow>> {
    let now = tx.now();
    let found = assignments::touching(tx, member, now.plus_millis(-around), now.plus_millis(around))?;
    Ok(found.into_iter().filter(|row| row.kind == AssignmentKind::Session && row.state != AssignmentState::Offered).collect())
}
