//! What a screen may offer of a booking.

use super::rows::BookingRow;
use super::rules::Act;
use crate::needs::rows::Need;
use crate::reach::{self, MANAGING};
use store::Tx;

pub(super) struct Asked<'a, 'b> {
    pub(super) tx: &'a Tx<'b>,
    pub(super) need: &'a Need,
    pub(super) row: &'a BookingRow,
}

impl Asked<'_, '_> {
    /// What the booking's state and the asker's rights allow.
    pub(super) fn allowed(&self) -> Vec<Act> {
        let now = self.tx.now();
        let (begun, over) = (now >= self.need.session.start_at, now >= self.need.session.end_at);
        let own = self.tx.actor().member() == Some(self.row.member_id) && self.tx.right("bookings.write").is_some();
        let manages = reach::may(self.tx, MANAGING, self.need.event.unit_id);
        let may = |act: &Act| if act.is_ones_own() { own } else { manages };
        Act::ALL.iter().copied().filter(|act| act.fits(self.row.state, begun, over) && may(act)).collect()
    }
}
