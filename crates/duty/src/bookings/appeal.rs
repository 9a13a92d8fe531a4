//! What a member says to having been missed.

use super::moves::{Move, carry_out};
use super::rows::BookingRow;
use super::rules::State;
use super::wire::{Appealing, BookingView};
use super::{APPEALED, BookingId};
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Error;
use store::WriteTx;

/// Appeal against a no-show
///
/// One's own words, which stand beside it. Whoever looks into it verifies the booking after all, or leaves it.
#[utoipa::path(put, path = "/bookings/{id}/appeal", tag = "Bookings", operation_id = "appealNoShow",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Appealing, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn appeal_no_show(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(said): Json<Appealing>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    let view = cx.write(move |tx| {
        let rule = |_: &mut WriteTx<'_>, _: &Need, row: &mut BookingRow| {
            if row.state != State::NoShow {
                return Err(Error::refused("not-missed", "nobody said that you did not come"));
            }
            row.appeal = Some(said.text.into_string());
            Ok(())
        };
        carry_out(tx, id, if_match, Move { house: &house, action: &APPEALED, reason: None, news: None, rule })
    });
    Ok(Versioned(view.await?))
}
