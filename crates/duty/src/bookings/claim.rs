//! Asking for a place: given at once, kept for the deadline, or put on the waiting list.

use super::eligible::{self, Asker};
use super::places::{self, Claimed};
use super::rows::{self, BookingRow};
use super::rules::State;
use crate::needs::rows::Need;
use kernel::{MemberId, Result};
use roster::assignments::{Force, Seat};
use roster::eligibility::Rule;
use store::WriteTx;

/// What is asked for.
pub(super) struct Asking<'a> {
    pub(super) need: &'a Need,
    pub(super) member: MemberId,
    pub(super) seat: Seat,
    pub(super) asker: Asker,
    pub(super) force: Option<Force>,
}

/// Judges and writes the claim. An invitation that is open is taken up by it.
pub(super) fn carry_out(tx: &mut WriteTx<'_>, asking: Asking<'_>) -> Result<Claimed> {
    let Asking { need, member, seat, asker, force } = asking;
    places::may_force(tx, force.as_ref())?;
    let verdict = eligible::judge(tx, need, member, seat, asker)?;
    let (without_room, is_full) = eligible::but_for_room(verdict);
    let forced = without_room.or_refuse(force.is_some())?;
    let mine: Vec<Rule> = forced.into_iter().filter(|rule| is_dutys(*rule)).collect();
    let waits = rows::is_waited_for(tx, need.requirement.id, seat)?;
    let invited = rows::live_claim(tx, need.requirement.id, member)?.filter(|claim| claim.state == State::Invited);
    let is_new = invited.is_none();
    let mut row = invited.unwrap_or_else(|| BookingRow::new(tx, need, member, seat));
    row.seat = seat;
    if asker == Asker::Themself && need.is_collecting() {
        (row.state, row.queued_at) = (row.state.apply()?, Some(rows::next_turn(tx, need.requirement.id)?));
    } else if is_full || (waits && asker == Asker::Themself) {
        // Whoever comes now stands behind those who wait.
        (row.state, row.queued_at) = (row.state.wait()?, Some(rows::next_turn(tx, need.requirement.id)?));
    } else {
        let state = row.state.confirm()?;
        places::give(tx, need, &mut row, state, force, &mine)?;
    }
    if is_new {
        rows::insert(tx, &row)?;
    } else {
        rows::save(tx, &mut row)?;
    }
    Ok(Claimed { row, verdict: without_room })
}

fn is_dutys(rule: Rule) -> bool {
    matches!(rule, Rule::SignupNotOpen | Rule::SignupClosed | Rule::CapReached | Rule::NotInvited)
}
