//! Giving a place to somebody who asked for one.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::{BookingView, Confirming};
use super::{BookingId, CONFIRMED, eligible, places};
use crate::letters::News;
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Result;
use roster::assignments::Force;
use roster::eligibility::Rule;
use store::WriteTx;

/// Confirm a booking
///
/// Somebody who applied or waits is given a place, whatever their turn. Judged as everybody is.
#[utoipa::path(put, path = "/bookings/{id}/confirmation", tag = "Bookings", operation_id = "confirmBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Confirming, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn confirm_booking(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(how): Json<Confirming>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let reason = how.force.as_ref().map(|force| force.reason.as_str().to_owned());
        let rule = |tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow| confirm(tx, need, row, how.force);
        carry_out(tx, id, if_match, Move { house: &house, action: &CONFIRMED, reason, news: Some(News::Confirmed), rule })
    });
    Ok(Versioned(view.await?))
}

fn confirm(tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow, force: Option<Force>) -> Result<()> {
    places::may_force(tx, force.as_ref())?;
    let state = row.state.confirm()?;
    let verdict = eligible::judge(tx, need, row.member_id, row.seat, eligible::Asker::Turn)?;
    let forced = verdict.or_refuse(force.is_some())?;
    let passed: Vec<Rule> = forced.into_iter().filter(|rule| *rule == Rule::CapReached).collect();
    places::give(tx, need, row, state, force, &passed)
}
