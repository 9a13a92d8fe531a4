//! Booking a duty for oneself.

use super::wire::{NewQuickDuty, QuickDuty};
use super::{BOOKED, rows};
use crate::types::rows as types;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::postings::own_unit;
use access::{Cx, permit};
use kernel::{Error, Line, Result, Zone};
use roster::assignments::{self, AssignmentKind, AssignmentState, NewAssignment, Seat};
use store::{Committed, Event, Subject, WriteTx};

/// Book a duty for yourself
///
/// That is not over. Judged by every rule that has to do with your time.
#[utoipa::path(post, path = "/me/duties", tag = "Bookings", operation_id = "bookDuty", params(OnceHeader), request_body = NewQuickDuty,
    responses((status = 201, description = "The duty.", body = QuickDuty)))]
pub async fn book_duty(cx: Cx<permit::BookingsWrite>, once: OnceKey, Json(new): Json<NewQuickDuty>) -> Answer<Created<QuickDuty>> {
    let zone = cx.zone();
    let row = cx.write_once(once.of(&new)?, move |tx| book(tx, &zone, new)).await?;
    let location = format!("/api/v1/assignments/{}", row.assignment.id);
    Ok(Created { row, location })
}

fn book(mut tx: WriteTx<'_>, zone: &Zone, new: NewQuickDuty) -> Result<Committed<QuickDuty>> {
    let member_id = tx.actor().member().ok_or(Error::NotSignedIn)?;
    let kind = types::offered(&mut tx, new.duty_type_id)?;
    if new.end <= tx.now() {
        return Err(Error::field("end", "over", "it is over: add its hours by hand"));
    }
    let wanted = NewAssignment {
        kind: AssignmentKind::Duty,
        requirement: None,
        owner_id: None,
        member_id,
        start: new.start,
        end: new.end,
        zone: zone.as_str().to_owned(),
        title: kind.name,
        place: new.place.map(Line::into_string).unwrap_or_default(),
        site_id: None,
        unit_id: own_unit(&mut tx)?,
        duty_type_id: Some(kind.id),
        seat: Seat::Full,
        exclusive: true,
        paid: false,
        state: AssignmentState::Confirmed,
    };
    let (row, verdict) = assignments::place(&mut tx, wanted, None)?;
    rows::insert_note(&mut tx, row.id, new.note.as_str())?;
    let record = Event::new(&BOOKED, Subject::new("assignment", row.id))
        .label(row.title.as_str())
        .first("start", &row.start_at)
        .first("end", &row.end_at)
        .first("place", &row.place)
        .touching(Subject::new("member", member_id));
    let view = rows::told(&mut tx, row, verdict.findings)?;
    tx.commit(record, view)
}
