//! Taking a booking back, as whoever plans.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::BookingView;
use super::{BookingId, RELEASED};
use crate::events::wire::Why;
use crate::letters::News;
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use store::WriteTx;

/// Release a booking
///
/// Whatever was agreed, until it has begun. They are told, with the reason; a place that is free goes to whoever waits longest.
#[utoipa::path(put, path = "/bookings/{id}/release", tag = "Bookings", operation_id = "releaseBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Why, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn release_booking(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(why): Json<Why>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let rule = |_: &mut WriteTx<'_>, _: &Need, row: &mut BookingRow| {
            row.state = row.state.release()?;
            Ok(())
        };
        let reason = Some(why.reason.into_string());
        carry_out(tx, id, if_match, Move { house: &house, action: &RELEASED, reason, news: Some(News::Released), rule })
    });
    Ok(Versioned(view.await?))
}
