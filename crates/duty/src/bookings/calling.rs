//! Places for those who answered a call-out: judged by every rule, and held as any booking's.

use super::eligible::{self, Asker};
use super::places;
use super::queue::{self, Served};
use super::rows::{self, BookingRow};
use super::rules;
use crate::needs::rows::Need;
use courier::House;
use kernel::{Error, MemberId, Result};
use roster::assignments::{AssignmentId, Seat};
use roster::eligibility::Verdict;
use store::{Tx, WriteTx};

/// Every rule but that a place must be free.
pub(crate) fn judge(tx: &mut Tx<'_>, need: &Need, member: MemberId) -> Result<Verdict> {
    Ok(eligible::but_for_room(eligible::judge(tx, need, member, Seat::Full, Asker::Turn)?).0)
}

/// Gives a place; whatever else they asked for of the same requirement becomes it.
pub(crate) fn give(tx: &mut WriteTx<'_>, need: &Need, member: MemberId) -> Result<AssignmentId> {
    let asked = rows::live_claim(tx, need.requirement.id, member)?;
    let is_new = asked.is_none();
    let mut row = asked.unwrap_or_else(|| BookingRow::new(tx, need, member, Seat::Full));
    row.seat = Seat::Full;
    let state = row.state.confirm()?;
    places::give(tx, need, &mut row, state, None, &[])?;
    if is_new {
        rows::insert(tx, &row)?;
    } else {
        rows::save(tx, &mut row)?;
    }
    row.assignment_id.ok_or_else(|| Error::internal("a place without its assignment"))
}

/// Takes their place back, as they themself would; late, if it was to be counted on. Tells whether a booking stood behind it.
pub(crate) fn withdraw(tx: &mut WriteTx<'_>, need: &Need, member: MemberId) -> Result<bool> {
    let Some(mut row) = rows::live_claim(tx, need.requirement.id, member)? else { return Ok(false) };
    row.state = row.state.withdraw(rules::is_late(&need.session.course(), tx.now()))?;
    places::follow(tx, &row)?;
    rows::save(tx, &mut row)?;
    Ok(true)
}

/// What becomes of a place that is free now: whoever waits is offered it, then the reserve follows.
pub(crate) fn freed(tx: &mut WriteTx<'_>, house: &House, need: &Need) -> Result<Served> {
    queue::serve(tx, house, need)
}
