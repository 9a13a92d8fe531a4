//! Saying that it was checked that somebody was there.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::BookingView;
use super::{BookingId, VERIFIED};
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use store::WriteTx;

/// Verify a booking
///
/// Once it is over: the member was there. A no-show that was looked into again is verified the same way.
#[utoipa::path(put, path = "/bookings/{id}/verification", tag = "Bookings", operation_id = "verifyBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn verify_booking(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let rule = |tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow| {
            row.state = row.state.verify(tx.now() >= need.session.end_at)?;
            (row.verified_by, row.verified_at) = (tx.actor().member(), Some(tx.now()));
            Ok(())
        };
        carry_out(tx, id, if_match, Move { house: &house, action: &VERIFIED, reason: None, news: None, rule })
    });
    Ok(Versioned(view.await?))
}
