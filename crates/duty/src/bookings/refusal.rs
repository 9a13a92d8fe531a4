//! Refusing somebody who asked for a place.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::BookingView;
use super::{BookingId, REFUSED};
use crate::events::wire::Why;
use crate::letters::News;
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use store::WriteTx;

/// Refuse a booking
///
/// Of somebody who applied, waits or was invited. They are told, with the reason.
#[utoipa::path(put, path = "/bookings/{id}/refusal", tag = "Bookings", operation_id = "refuseBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Why, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn refuse_booking(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(why): Json<Why>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let rule = |_: &mut WriteTx<'_>, _: &Need, row: &mut BookingRow| {
            row.state = row.state.decline()?;
            Ok(())
        };
        let reason = Some(why.reason.into_string());
        carry_out(tx, id, if_match, Move { house: &house, action: &REFUSED, reason, news: Some(News::Refused), rule })
    });
    Ok(Versioned(view.await?))
}
