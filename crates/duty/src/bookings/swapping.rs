//! Whether somebody may take over a place in a swap.

use super::eligible::{self, Asker};
use super::rows;
use crate::needs::rows::Need;
use kernel::{MemberId, Result};
use roster::assignments::Seat;
use store::WriteTx;

/// Judges them by every rule. Whatever else they asked for of the same requirement is settled by it.
pub(crate) fn check(tx: &mut WriteTx<'_>, need: &Need, member: MemberId, seat: Seat) -> Result<()> {
    if let Some(mut waiting) = rows::live_claim(tx, need.requirement.id, member)?.filter(|claim| claim.assignment_id.is_none()) {
        waiting.state = waiting.state.release()?;
        rows::save(tx, &mut waiting)?;
    }
    eligible::judge(tx, need, member, seat, Asker::Turn)?.or_refuse(false)?;
    Ok(())
}
