//! Putting down that somebody did not come.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::wire::BookingView;
use super::{BookingId, MISSED};
use crate::events::wire::Why;
use crate::letters::News;
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use store::WriteTx;

/// Put down a no-show
///
/// Once it has begun, of somebody who had a place. They are told, and may write what stands beside it.
#[utoipa::path(put, path = "/bookings/{id}/no-show", tag = "Bookings", operation_id = "missBooking",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Why, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn miss_booking(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(why): Json<Why>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let rule = |tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow| {
            row.state = row.state.miss(tx.now() >= need.session.start_at)?;
            Ok(())
        };
        let reason = Some(why.reason.into_string());
        carry_out(tx, id, if_match, Move { house: &house, action: &MISSED, reason, news: Some(News::NoShow), rule })
    });
    Ok(Versioned(view.await?))
}
