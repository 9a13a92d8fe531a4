//! The list of whoever leads a session.

use super::rows::{self, EventRow, New};
use super::rules::{self, AttendanceKind, AttendanceWay, Said};
use super::session::all;
use super::wire::{AttendanceMark, SessionAttendance, TickList};
use super::{SessionId, TICKED};
use crate::records::derive::{Outcome, derive};
use crate::records::rows as records;
use access::edge::{Answer, Json, Path};
use access::{Cx, permit};
use kernel::{Error, Result, Timestamp};
use roster::assignments::AssignmentRow;
use std::collections::BTreeSet;
use store::{Committed, Event, Subject, WriteTx};

/// Tick off who was there
///
/// Times stand for what was said before; what was said stays readable. All of the list is written down, or nothing. Hours are derived
/// for whoever has left.
#[utoipa::path(put, path = "/event-sessions/{id}/attendance", tag = "Hours", operation_id = "tickAttendance",
    params(("id" = SessionId, Path, description = "The session.")), request_body = TickList,
    responses((status = 200, description = "Everybody's attendance as it stands now.", body = SessionAttendance)))]
pub async fn tick_attendance(
    cx: Cx<permit::AttendanceManage>,
    Path(id): Path<SessionId>,
    Json(list): Json<TickList>,
) -> Answer<axum::Json<SessionAttendance>> {
    Ok(axum::Json(cx.write(move |tx| carry_out(tx, id, &list)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: SessionId, list: &TickList) -> Result<Committed<SessionAttendance>> {
    let there = rows::of_session(&mut tx, id.as_str())?;
    if list.marks.is_empty() || list.marks.len() > 500 {
        return Err(Error::field("marks", "out-of-range", "from 1 to 500"));
    }
    let mut event = Event::new(&TICKED, Subject::new("event_session", id)).first("marks", &list.marks.len());
    let (mut marked, mut people) = (BTreeSet::new(), BTreeSet::new());
    for (at, mark) in list.marks.iter().enumerate() {
        let field = || format!("marks[{at}].assignment_id");
        if !marked.insert(mark.assignment_id) {
            return Err(Error::field(field(), "twice", "stands in the list already"));
        }
        let unknown = || Error::field(field(), "unknown", "nobody has this place at the session");
        let mut row = there.iter().find(|row| row.id == mark.assignment_id).cloned().ok_or_else(unknown)?;
        write_down(&mut tx, &mut row, mark).map_err(|error| placed(error, at))?;
        event = event.touching(Subject::new("assignment", row.id));
        people.insert(row.member_id);
    }
    for member in people {
        event = event.touching(Subject::new("member", member));
    }
    let label = there.first().map(|row| row.title.clone()).unwrap_or_default();
    let view = all(&mut tx, id)?;
    tx.commit(event.label(label), view)
}

/// A fault of one mark, told with its place in the list.
fn placed(error: Error, at: usize) -> Error {
    match error {
        Error::Invalid(mut faults) => {
            for fault in &mut faults {
                fault.field = format!("marks[{at}].{}", if fault.field == "at" { "on" } else { &fault.field });
            }
            Error::Invalid(faults)
        }
        other => other,
    }
}

fn write_down(tx: &mut WriteTx<'_>, row: &mut AssignmentRow, mark: &AttendanceMark) -> Result<()> {
    if mark.absent {
        if mark.on.is_some() || mark.off.is_some() {
            return Err(Error::field("absent", "both", "somebody came or did not"));
        }
        if records::of_assignment(tx, row.id)?.is_some() {
            return Err(Error::refused("has-hours", "there are hours of this assignment: take them back first"));
        }
        let now = tx.now();
        return rows::say(tx, row, list_says(AttendanceKind::Absent, now, None));
    }
    let said: Vec<Said> = rows::of_assignment(tx, row.id)?.iter().map(EventRow::said).collect();
    let counts = rules::counting(&said);
    let first_on = counts.iter().find(|one| one.kind == AttendanceKind::On).copied();
    let last_off = counts.iter().rev().find(|one| one.kind == AttendanceKind::Off).copied();
    // When both move to later, the end has to move first, or the new beginning would lie behind the old end.
    let mut marks = vec![(AttendanceKind::On, mark.on, first_on), (AttendanceKind::Off, mark.off, last_off)];
    if last_off.zip(mark.on).is_some_and(|(off, on)| on >= off.at) {
        marks.reverse();
    }
    for (kind, at, known) in marks {
        let Some(at) = at.filter(|at| known.is_none_or(|known| known.at != *at)) else { continue };
        rows::say(tx, row, list_says(kind, at, known))?;
    }
    match derive(tx, row, false)? {
        Outcome::Locked => Err(Error::refused("day-locked", "hours of that day are locked")),
        _ => Ok(()),
    }
}

fn list_says(kind: AttendanceKind, at: Timestamp, known: Option<Said>) -> New {
    New { kind, at, way: AttendanceWay::List, device: None, reason: None, corrects: known.map(|known| known.id) }
}
