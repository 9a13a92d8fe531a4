//! Carrying a swap out: both step out of their places, each is judged for the other's, and takes it; or nothing is done.

use super::rows::SwapRow;
use crate::bookings::rows::{self as bookings, BookingRow};
use crate::bookings::rules::State;
use crate::bookings::{BookingId, swapping};
use crate::letters::{self, News};
use crate::named;
use crate::needs::rows::{self as needs, Need};
use courier::House;
use kernel::{Error, MemberId, Result};
use roster::assignments::{self, AssignmentRow, AssignmentState};
use store::WriteTx;

/// A place that changes hands.
struct Hand {
    row: BookingRow,
    assignment: AssignmentRow,
    need: Need,
    to: MemberId,
}

/// Does it.
pub(super) fn out(tx: &mut WriteTx<'_>, house: &House, swap: &SwapRow) -> Result<()> {
    let mut hands = vec![hand(tx, swap.booking_id, swap.from_member_id, swap.to_member_id)?];
    if let Some(other) = swap.other_booking_id {
        hands.push(hand(tx, other, swap.to_member_id, swap.from_member_id)?);
    }
    for Hand { assignment, .. } in &mut hands {
        assignment.set_state(AssignmentState::Released);
        assignments::rows::save(tx, assignment)?;
    }
    for Hand { row, assignment, need, to } in &mut hands {
        swapping::check(tx, need, *to, row.seat)?;
        (row.member_id, assignment.member_id) = (*to, *to);
        assignment.set_state(AssignmentState::Confirmed);
        assignments::rows::save(tx, assignment)?;
        bookings::save(tx, row)?;
        letters::tell(tx, house, &[*to], &News::SwapDone, &need.session.link(&need.event), None)?;
        if swap.other_booking_id.is_none() {
            let taker = named::member(tx, *to)?.name;
            letters::tell_giver(tx, house, swap.from_member_id, &taker, &need.session.link(&need.event))?;
        }
    }
    Ok(())
}

fn hand(tx: &mut WriteTx<'_>, id: BookingId, from: MemberId, to: MemberId) -> Result<Hand> {
    let row = bookings::get(tx, id)?.row;
    let need = needs::anywhere(tx, row.requirement_id)?;
    let gone = || Error::refused("place-gone", "a place that would be swapped is not held any more");
    let assignment = row.assignment_id.filter(|_| row.state == State::Confirmed && row.member_id == from).ok_or_else(gone)?;
    if tx.now() >= need.session.start_at {
        return Err(Error::refused("begun", "it has begun; tell whoever plans"));
    }
    let assignment = assignments::rows::get(tx, assignment)?;
    Ok(Hand { row, assignment, need, to })
}
