//! Looking in: a record first, then reads that each find the leave still live.

use super::rules::SupportState;
use super::{SUPPORT_USED, SupportGrantId, rows};
use kernel::{Error, Result};
use store::{Committed, Event, Subject, Tx, WriteTx};

fn none() -> Error {
    Error::refused(
        "no-support-grant",
        "the organisation has not let you look in: ask with `muster support ask --org … --reason …`, and an owner can allow it",
    )
}

/// Puts on record that the operator does `what`, under the leave that is live.
pub fn begin(mut tx: WriteTx<'_>, what: &'static str) -> Result<Committed<SupportGrantId>> {
    let row = rows::now_in(&mut tx, SupportState::Live)?.into_iter().next().ok_or_else(none)?;
    let event = Event::new(&SUPPORT_USED, Subject::new("support_grant", row.id)).label(row.reason).first("command", &what);
    tx.commit(event, row.id)
}

/// Whether this leave is live at this read.
pub fn still(tx: &mut Tx<'_>, id: SupportGrantId) -> Result<()> {
    let (row, now) = (rows::find(tx, id)?, tx.now());
    if row.times().state(now) == SupportState::Live { Ok(()) } else { Err(none()) }
}
