//! What a screen may offer of a session.

use super::rules::{Act, State};
use crate::events::rows::EventRow;
use crate::reach::{self, MANAGING, PLANNING};
use store::Tx;

/// What the session's state and the asker's rights allow.
pub(super) fn allowed(tx: &Tx<'_>, event: &EventRow, state: State) -> Vec<Act> {
    let (plans, manages) = (reach::may(tx, PLANNING, event.unit_id), reach::may(tx, MANAGING, event.unit_id));
    let may = |act: &Act| if *act == Act::Invite { manages } else { plans };
    Act::ALL.iter().copied().filter(|act| act.fits(state) && may(act)).collect()
}
