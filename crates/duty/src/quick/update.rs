//! Changing a duty that one booked for oneself.

use super::wire::{QuickDuty, QuickDutyChanges};
use super::{CHANGED, rows};
use crate::types::rows as types;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Result};
use roster::assignments::{self, AssignmentId, Shift};
use store::{Committed, Event, Subject, WriteTx};

/// Change your duty
///
/// Until it is over. Judged anew for the time it comes to stand.
#[utoipa::path(patch, path = "/duties/{id}", tag = "Bookings", operation_id = "changeDuty",
    params(("id" = AssignmentId, Path, description = "The duty's assignment."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = QuickDutyChanges, responses((status = 200, description = "The duty as it stands now.", body = QuickDuty)))]
pub async fn change_duty(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(changes): Json<QuickDutyChanges>,
) -> Answer<Versioned<QuickDuty>> {
    Ok(Versioned(cx.write(move |tx| change(tx, id, if_match, changes)).await?))
}

fn change(mut tx: WriteTx<'_>, id: AssignmentId, if_match: IfMatch, changes: QuickDutyChanges) -> Result<Committed<QuickDuty>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || rows::told(&mut tx, before.clone(), Vec::new()))?;
    if !before.state.is_open() || before.end_at <= tx.now() {
        return Err(Error::refused("not-open", "a duty is changed until it is over"));
    }
    let mut row = before.clone();
    if let Some(kind) = changes.duty_type_id {
        let kind = types::offered(&mut tx, kind)?;
        (row.title, row.duty_type_id) = (kind.name, Some(kind.id));
    }
    row.place = changes.place.map_or(row.place, Line::into_string);
    let to = Shift { member_id: row.member_id, start: changes.start.unwrap_or(row.start_at), end: changes.end.unwrap_or(row.end_at) };
    if to.end <= tx.now() {
        return Err(Error::field("end", "over", "would be over already"));
    }
    let verdict = assignments::shift(&mut tx, &mut row, to, None)?;
    if let Some(note) = changes.note {
        rows::save_note(&mut tx, id, note.as_str())?;
    }
    let record = Event::new(&CHANGED, Subject::new("assignment", id))
        .label(row.title.as_str())
        .change("duty_type_id", &before.duty_type_id, &row.duty_type_id)
        .change("start", &before.start_at, &row.start_at)
        .change("end", &before.end_at, &row.end_at)
        .change("place", &before.place, &row.place);
    let view = rows::told(&mut tx, row, verdict.findings)?;
    tx.commit(record, view)
}
