//! Asking for a place.

use super::claim::{self, Asking};
use super::eligible::Asker;
use super::moves::recorded;
use super::rules::State;
use super::wire::{BookingView, NewBooking};
use super::{MADE, queue, told};
use crate::letters::{self, News};
use crate::named;
use crate::needs::rows as needs;
use crate::reach::{self, MANAGING};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result};
use roster::assignments::Seat;
use roster::requirements::RequirementId;
use store::{Committed, WriteTx};

/// Ask for a place
///
/// For yourself, or for others with the right to manage bookings. The place is given at once if one is free; it waits for the deadline where
/// places are given out then; otherwise you stand on the waiting list. Every rule that stands in the way is told in `findings`.
#[utoipa::path(post, path = "/requirements/{id}/bookings", tag = "Bookings", operation_id = "createBooking",
    params(("id" = RequirementId, Path, description = "What of a session is asked for."), OnceHeader), request_body = NewBooking,
    responses((status = 201, description = "The booking: confirmed, applied or waitlisted.", body = BookingView)))]
pub async fn create_booking(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<RequirementId>,
    once: OnceKey,
    Json(new): Json<NewBooking>,
) -> Answer<Created<BookingView>> {
    let house = cx.house();
    let row = cx.write_once(once.of(&new)?, move |tx| book(tx, &house, id, new)).await?;
    Ok(Created { row, location: "/api/v1/me/bookings".to_owned() })
}

/// Asks for a place in a transaction that says itself what it did.
pub fn book(mut tx: WriteTx<'_>, house: &House, id: RequirementId, new: NewBooking) -> Result<Committed<BookingView>> {
    let need = needs::seen(&mut tx, id)?;
    let me = tx.actor().member().ok_or(Error::NotSignedIn)?;
    let member = new.member_id.unwrap_or(me);
    let asker = if member == me { Asker::Themself } else { Asker::Planner };
    if asker == Asker::Planner {
        if !reach::may(&tx, MANAGING, need.event.unit_id) {
            return Err(Error::Forbidden { permission: MANAGING });
        }
        named::of_the_house(&mut tx, "member_id", member)?;
    }
    let lapsed = queue::lapse(&mut tx, &need)?;
    let (seat, force) = (new.seat.unwrap_or(Seat::Full), new.force);
    let reason = force.as_ref().map(|force| force.reason.as_str().to_owned());
    let claimed = claim::carry_out(&mut tx, Asking { need: &need, member, seat, asker, force })?;
    let mut served = queue::serve(&mut tx, house, &need)?;
    served.expired.extend(lapsed.expired);
    if let Some(news) = news(claimed.row.state, asker) {
        letters::tell(&mut tx, house, &[member], &news, &need.session.link(&need.event), None)?;
    }
    let record = recorded(&MADE, &need, &claimed.row, &served).first("state", &claimed.row.state).note(reason);
    let view = told::one(&mut tx, claimed.row.id, claimed.verdict.findings)?;
    tx.commit(record, view)
}

/// Who books for themself sees what became of it; who was booked by somebody else is told.
fn news(state: State, asker: Asker) -> Option<News> {
    match (asker, state) {
        (Asker::Planner, State::Confirmed) => Some(News::Confirmed),
        (Asker::Planner, State::Waitlisted) => Some(News::Waitlisted),
        _ => None,
    }
}
