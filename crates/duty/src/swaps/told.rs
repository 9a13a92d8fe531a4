//! Swaps as an asker is told of them.

use super::rows::SwapRow;
use super::rules::{Act, State};
use super::wire::{SwapView, SwappedPlace};
use crate::bookings::{BookingId, rows as bookings};
use crate::named;
use crate::needs::rows as needs;
use crate::reach::{self, MANAGING};
use kernel::{Result, UnitId};
use store::Tx;

/// One swap.
pub(super) fn one(tx: &mut Tx<'_>, row: SwapRow) -> Result<SwapView> {
    let (gives, unit) = place(tx, row.booking_id)?;
    let takes = match row.other_booking_id {
        Some(id) => Some(place(tx, id)?.0),
        None => None,
    };
    let state = row.state.at(row.expires_at, tx.now());
    let (from, to) = (named::member(tx, row.from_member_id)?, named::member(tx, row.to_member_id)?);
    let me = tx.actor().member();
    let may = |act: &Act| match act {
        Act::Answer => state == State::Proposed && me == Some(row.to_member_id),
        Act::Withdraw => state.refuse().is_ok() && me == Some(row.from_member_id),
        Act::Decide => state == State::Accepted && reach::may(tx, MANAGING, unit),
    };
    let allowed = Act::ALL.iter().copied().filter(may).collect();
    let SwapRow { id, version, needs_approval, expires_at, created_at, .. } = row;
    Ok(SwapView { id, version, from, to, gives, takes, state, needs_approval, expires_at, created_at, allowed })
}

fn place(tx: &mut Tx<'_>, id: BookingId) -> Result<(SwappedPlace, Option<UnitId>)> {
    let booking = bookings::get(tx, id)?;
    let need = needs::anywhere(tx, booking.row.requirement_id)?;
    Ok((SwappedPlace { booking_id: id, session: need.session.link(&need.event), requirement: need.link() }, need.event.unit_id))
}
