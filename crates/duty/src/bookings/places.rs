//! The place behind a booking: given, and given up.

use super::rows::BookingRow;
use super::rules::State;
use crate::needs::rows::Need;
use kernel::{Error, Result};
use roster::assignments::{self, Force, NewAssignment};
use roster::eligibility::{Rule, Verdict};
use store::{Tx, WriteTx};

/// A booking that was made, and what the rules said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claimed {
    pub(super) row: BookingRow,
    pub(super) verdict: Verdict,
}

/// Gives a place: from here on the database holds it. `passed` are duty's own rules that were forced.
pub(super) fn give(
    tx: &mut WriteTx<'_>,
    need: &Need,
    row: &mut BookingRow,
    to: State,
    force: Option<Force>,
    passed: &[Rule],
) -> Result<()> {
    let mut wanted = NewAssignment::at(&need.requirement, row.member_id, row.seat);
    wanted.state = to.of_assignment();
    let (mut assignment, _) = assignments::place(tx, wanted, force.clone())?;
    if let Some(force) = force.filter(|_| !passed.is_empty()) {
        let mut rules: Vec<Rule> = serde_json::from_str(&assignment.forced_rules).map_err(Error::internal)?;
        rules.extend(passed.iter().filter(|rule| !rules.contains(rule)).copied().collect::<Vec<_>>());
        assignment.forced_rules = serde_json::to_string(&rules).map_err(Error::internal)?;
        assignment.forced_by = tx.actor().member();
        assignment.forced_reason = Some(force.reason.into_string());
        assignments::rows::save(tx, &mut assignment)?;
    }
    (row.assignment_id, row.state) = (Some(assignment.id), to);
    Ok(())
}

/// Brings the assignment behind a booking to where the booking stands now.
pub(super) fn follow(tx: &mut WriteTx<'_>, row: &BookingRow) -> Result<()> {
    let Some(id) = row.assignment_id else { return Ok(()) };
    let mut assignment = assignments::rows::get(tx, id)?;
    let state = row.state.of_assignment();
    if assignment.state != state {
        assignment.set_state(state);
        assignment.reason.clone_from(&row.reason);
        assignments::rows::save(tx, &mut assignment)?;
    }
    Ok(())
}

/// Forcing needs its own right.
pub(super) fn may_force(tx: &Tx<'_>, force: Option<&Force>) -> Result<()> {
    match force {
        Some(_) if tx.right("assignments.force").is_none() => Err(Error::Forbidden { permission: "assignments.force" }),
        _ => Ok(()),
    }
}
