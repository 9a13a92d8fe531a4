//! Booking oneself on and off.

use super::BOOKED;
use super::rows::{self, New};
use super::rules::AttendanceWay;
use super::wire::{Attendance, NewAttendance};
use crate::records::derive::derive;
use access::edge::{Answer, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use http::StatusCode;
use kernel::{Error, Line, Result, Text};
use roster::assignments::{AssignmentId, AssignmentRow, rows as assignments};
use serde::Serialize;
use store::{Committed, Event, Subject, WriteTx};

/// Book on or off
///
/// For one's own assignment. `at` is the device's time and is kept beside the server's. What is said more than five minutes after, and
/// what stands for something said before, needs a reason; nothing is overwritten. Booking off derives the hours.
#[utoipa::path(post, path = "/assignments/{id}/attendance", tag = "Hours", operation_id = "bookAttendance",
    params(("id" = AssignmentId, Path, description = "The assignment."), OnceHeader), request_body = NewAttendance,
    responses((status = 201, description = "The attendance as it stands now.", body = Attendance)))]
pub async fn book_attendance(
    cx: Cx<permit::AttendanceRecord>,
    Path(id): Path<AssignmentId>,
    once: OnceKey,
    Json(new): Json<NewAttendance>,
) -> Answer<(StatusCode, axum::Json<Attendance>)> {
    let booked = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, id, new)).await?;
    Ok((StatusCode::CREATED, axum::Json(booked)))
}

fn carry_out(mut tx: WriteTx<'_>, id: AssignmentId, new: NewAttendance) -> Result<Committed<Attendance>> {
    let row = assignments::find(&mut tx, id)?;
    if tx.actor().member() != Some(row.member_id) {
        return Err(Error::not_found("assignment"));
    }
    let said = New {
        kind: new.kind.kind(),
        at: new.at,
        way: AttendanceWay::Own,
        device: new.device.map(Line::into_string),
        reason: new.late_reason.map(Text::into_string),
        corrects: new.corrects,
    };
    book(tx, row, said, |view| view)
}

/// Says it, derives the hours, and leaves the record; answers with what is made of the attendance.
pub(super) fn book<T: Serialize>(
    mut tx: WriteTx<'_>,
    mut row: AssignmentRow,
    new: New,
    answer: impl FnOnce(Attendance) -> T,
) -> Result<Committed<T>> {
    let before = row.state;
    let event = Event::new(&BOOKED, Subject::new("assignment", row.id))
        .label(row.title.as_str())
        .first(if new.kind == super::rules::AttendanceKind::On { "on" } else { "off" }, &new.at)
        .first("way", &new.way)
        .first("device", &new.device)
        .first("corrects", &new.corrects)
        .note(new.reason.clone())
        .touching(Subject::new("member", row.member_id));
    rows::say(&mut tx, &mut row, new)?;
    derive(&mut tx, &row, false)?;
    let view = Attendance::of(&mut tx, &row)?;
    tx.commit(event.change("state", &before, &row.state), answer(view))
}
