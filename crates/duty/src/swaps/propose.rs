//! Asking another member to take one's place, or to swap.

use super::rows::{self, SwapRow};
use super::rules::{self, State};
use super::wire::{NewSwap, SwapView};
use super::{PROPOSED, SwapId, told};
use crate::bookings::rules::State as BookingState;
use crate::bookings::{BookingId, rows as bookings};
use crate::letters::{self, News};
use crate::named;
use crate::needs::rows::{self as needs, Need};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, MemberId, Result, Timestamp};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Propose a swap
///
/// Of a place of one's own, before it begins. The other is told by mail; nothing moves before they agree.
#[utoipa::path(post, path = "/bookings/{id}/swaps", tag = "Bookings", operation_id = "proposeSwap",
    params(("id" = BookingId, Path, description = "One's own booking."), OnceHeader), request_body = NewSwap,
    responses((status = 201, description = "The swap.", body = SwapView)))]
pub async fn propose_swap(
    cx: Cx<permit::BookingsWrite>,
    Path(id): Path<BookingId>,
    once: OnceKey,
    Json(new): Json<NewSwap>,
) -> Answer<Created<SwapView>> {
    let house = cx.house();
    let row = cx.write_once(once.of(&new)?, move |tx| propose(tx, &house, id, &new)).await?;
    Ok(Created { row, location: "/api/v1/swaps".to_owned() })
}

fn propose(mut tx: WriteTx<'_>, house: &House, id: BookingId, new: &NewSwap) -> Result<Committed<SwapView>> {
    let booking = bookings::find(&mut tx, id)?.row;
    let to = named::of_the_house(&mut tx, "to_member_id", new.to_member_id)?;
    if to.id == booking.member_id {
        return Err(Error::field("to_member_id", "oneself", "is the member whose place it is"));
    }
    if booking.state != BookingState::Confirmed || rows::is_open(&mut tx, id)? {
        return Err(Error::refused("not-swappable", "only a confirmed place that is not being swapped already is swapped"));
    }
    let need = needs::anywhere(&mut tx, booking.requirement_id)?;
    let other = new.their_booking_id.map(|other| theirs(&mut tx, other, to.id, &need)).transpose()?;
    let first = other.as_ref().map_or(need.session.start_at, |other| other.session.start_at.min(need.session.start_at));
    let now = tx.now();
    check_time(first, now)?;
    let row = SwapRow {
        id: SwapId::new(now, tx.rng()),
        version: 1,
        booking_id: id,
        other_booking_id: new.their_booking_id,
        from_member_id: booking.member_id,
        to_member_id: to.id,
        state: State::Proposed,
        needs_approval: need.event.swaps_approved || other.is_some_and(|other| other.event.swaps_approved),
        expires_at: rules::expires(now, first),
        created_at: now,
        updated_at: now,
    };
    rows::insert(&mut tx, &row)?;
    let from = named::member(&mut tx, row.from_member_id)?.name;
    letters::tell(&mut tx, house, &[to.id], &News::SwapAsked(from), &need.session.link(&need.event), None)?;
    let record = Event::new(&PROPOSED, Subject::new("swap", row.id)).label(need.requirement.title).first("to", &to.name);
    let record = record.touching(Subject::new("booking", id)).touching(Subject::new("member", to.id));
    let view = told::one(&mut tx, row)?;
    tx.commit(record, view)
}

/// The other's place, which must be a confirmed one of theirs, and of something else.
fn theirs(tx: &mut Tx<'_>, id: BookingId, member: MemberId, mine: &Need) -> Result<Need> {
    let unknown = || Error::field("their_booking_id", "unknown", "the member has no such confirmed booking");
    let other = bookings::get(tx, id).map_err(|_| unknown())?.row;
    if other.member_id != member || other.state != BookingState::Confirmed {
        return Err(unknown());
    }
    if other.requirement_id == mine.requirement.id {
        return Err(Error::field("their_booking_id", "the-same", "is of the same requirement: there is nothing to swap"));
    }
    needs::anywhere(tx, other.requirement_id)
}

fn check_time(first: Timestamp, now: Timestamp) -> Result<()> {
    if now < first { Ok(()) } else { Err(Error::refused("begun", "it has begun; tell whoever plans")) }
}
