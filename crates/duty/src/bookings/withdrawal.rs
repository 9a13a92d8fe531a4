//! Taking one's own booking back.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::{BookingView, Withdrawing};
use super::{BookingId, WITHDRAWN, rules};
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Result};
use store::WriteTx;

/// Withdraw a booking
///
/// One's own, until it begins. After the deadline (a day before it begins, where there is none) it is written down as late. A place that is free
/// goes to whoever waits longest.
#[utoipa::path(put, path = "/bookings/{id}/withdrawal", tag = "Bookings", operation_id = "withdrawBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Withdrawing, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn withdraw_booking(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(why): Json<Withdrawing>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let reason = why.reason.map(Line::into_string);
        carry_out(tx, id, if_match, Move { house: &house, action: &WITHDRAWN, reason, news: None, rule: withdraw })
    });
    Ok(Versioned(view.await?))
}

fn withdraw(tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow) -> Result<()> {
    let (now, session) = (tx.now(), &need.session);
    if now >= session.start_at {
        return Err(Error::refused("begun", "it has begun; tell whoever plans"));
    }
    row.state = row.state.withdraw(rules::is_late(&session.course(), now))?;
    Ok(())
}
