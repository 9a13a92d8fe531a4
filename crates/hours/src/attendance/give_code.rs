//! Booking on and off with the code that is shown.

use super::book::book;
use super::rows::{self, New};
use super::rules::{AttendanceKind, AttendanceWay, Standing};
use super::wire::{Attendance, GivenCode};
use super::{WRONG_CODE, code, tries};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use http::StatusCode;
use kernel::{Error, Line, MemberId, Result};
use store::{Committed, Event, Outcome, Subject, WriteTx};

/// Give a code
///
/// Books you on at the session that shows this code, or off if you are on. From an hour before it to an hour after it. Five wrong codes
/// at once, then one in half a minute.
#[utoipa::path(post, path = "/me/attendance", tag = "Hours", operation_id = "giveAttendanceCode", request_body = GivenCode,
    responses((status = 201, description = "Your attendance as it stands now.", body = Attendance)))]
pub async fn give_attendance_code(
    cx: Cx<permit::AttendanceRecord>,
    Json(given): Json<GivenCode>,
) -> Answer<(StatusCode, axum::Json<Attendance>)> {
    let member = cx.member();
    let booked = cx.write(move |tx| carry_out(tx, member, given)).await?;
    let wrong = || Error::refused("wrong-code", "no session where you have a place shows this code now");
    Ok((StatusCode::CREATED, axum::Json(booked.ok_or_else(wrong)?)))
}

/// None, put on record, when the code is not right.
fn carry_out(mut tx: WriteTx<'_>, member: MemberId, given: GivenCode) -> Result<Committed<Option<Attendance>>> {
    tries::allow(&mut tx, member)?;
    let Some(row) = code::place_of(&mut tx, member, given.code.as_str())? else {
        tries::wrong(&mut tx, member)?;
        let event = Event::new(&WRONG_CODE, Subject::new("member", member)).outcome(Outcome::Failed);
        return tx.commit(event, None);
    };
    let on = matches!(rows::standing(&mut tx, row.id)?.1, Standing::On(_));
    let kind = if on { AttendanceKind::Off } else { AttendanceKind::On };
    let new =
        New { kind, at: tx.now(), way: AttendanceWay::Code, device: given.device.map(Line::into_string), reason: None, corrects: None };
    book(tx, row, new, Some)
}
