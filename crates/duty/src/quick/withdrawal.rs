//! Taking a duty back that one booked for oneself.

use super::wire::QuickDuty;
use super::{WITHDRAWN, rows};
use crate::bookings::wire::Withdrawing;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Result};
use roster::assignments::{self, AssignmentId, AssignmentState};
use store::{Committed, Event, Subject, WriteTx};

/// Withdraw your duty
///
/// Until it begins.
#[utoipa::path(put, path = "/duties/{id}/withdrawal", tag = "Bookings", operation_id = "withdrawDuty",
    params(("id" = AssignmentId, Path, description = "The duty's assignment."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Withdrawing, responses((status = 200, description = "The duty as it stands now.", body = QuickDuty)))]
pub async fn withdraw_duty(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(why): Json<Withdrawing>,
) -> Answer<Versioned<QuickDuty>> {
    Ok(Versioned(cx.write(move |tx| withdraw(tx, id, if_match, why)).await?))
}

fn withdraw(mut tx: WriteTx<'_>, id: AssignmentId, if_match: IfMatch, why: Withdrawing) -> Result<Committed<QuickDuty>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || rows::told(&mut tx, row.clone(), Vec::new()))?;
    if !row.state.is_open() || row.start_at <= tx.now() {
        return Err(Error::refused("not-open", "a duty is withdrawn until it begins"));
    }
    let before = row.state;
    row.set_state(AssignmentState::Withdrawn);
    row.reason = why.reason.map(Line::into_string);
    assignments::rows::save(&mut tx, &mut row)?;
    let record = Event::new(&WITHDRAWN, Subject::new("assignment", id)).label(row.title.as_str()).change("state", &before, &row.state);
    let record = record.note(row.reason.clone());
    let view = rows::told(&mut tx, row, Vec::new())?;
    tx.commit(record, view)
}
