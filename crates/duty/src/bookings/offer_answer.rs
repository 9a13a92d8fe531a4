//! Answering an offer or an invitation.

use super::claim::{self, Asking};
use super::eligible::Asker;
use super::moves::{Move, carry_out, loaded, recorded};
use super::queue::{self, Served};
use super::rows::BookingRow;
use super::rules::State;
use super::wire::{Answering, BookingView};
use super::{ANSWERED, BookingId, told};
use crate::needs::rows::Need;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result};
use store::{Committed, WriteTx};

/// Answer an offer or an invitation
///
/// One's own, while it is open. An invitation that is accepted is judged as a booking; an offer's place was kept.
#[utoipa::path(put, path = "/bookings/{id}/offer-answer", tag = "Bookings", operation_id = "answerOffer",
    params(("id" = BookingId, Path, description = "The booking."), ("If-Match" = String, Header, description = "The version that is answered, as its ETag")),
    request_body = Answering, responses((status = 200, description = "The booking as it stands now.", body = BookingView)))]
pub async fn answer_offer(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<BookingId>,
    if_match: IfMatch,
    Json(answer): Json<Answering>,
) -> Answer<Versioned<BookingView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| answered(tx, &house, id, if_match, answer.accept)).await?))
}

fn answered(mut tx: WriteTx<'_>, house: &House, id: BookingId, if_match: IfMatch, accept: bool) -> Result<Committed<BookingView>> {
    let (booking, need) = loaded(&mut tx, id, if_match)?;
    if accept && booking.row.state == State::Invited {
        return taken_up(tx, house, booking.row, &need);
    }
    let rule = move |tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow| {
        if tx.now() >= need.session.start_at {
            return Err(Error::refused("begun", "it has begun"));
        }
        row.state = match (row.state, accept) {
            (State::Invited | State::Offered, false) => row.state.decline()?,
            (State::Offered, true) => row.state.confirm()?,
            (State::Expired, _) => return Err(Error::refused("offer-expired", "the offer has run out")),
            (state, _) => return Err(Error::refused("nothing-to-answer", format!("this booking is {}", state.as_str().replace('_', " ")))),
        };
        Ok(())
    };
    carry_out(tx, id, if_match, Move { house, action: &ANSWERED, reason: None, news: None, rule })
}

/// An invitation is taken up as if they had asked themself.
fn taken_up(mut tx: WriteTx<'_>, house: &House, row: BookingRow, need: &Need) -> Result<Committed<BookingView>> {
    let asking = Asking { need, member: row.member_id, seat: row.seat, asker: Asker::Themself, force: None };
    let claimed = claim::carry_out(&mut tx, asking)?;
    let served: Served = queue::serve(&mut tx, house, need)?;
    let record = recorded(&ANSWERED, need, &claimed.row, &served).change("state", &row.state, &claimed.row.state);
    let view = told::one(&mut tx, row.id, claimed.verdict.findings)?;
    tx.commit(record, view)
}
