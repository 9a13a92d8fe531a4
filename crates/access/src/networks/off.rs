//! The way back in for an organisation that locked itself out: from the server's command line alone, and on record.

use super::change::changed;
use super::rows;
use super::rules::{Mode, Rules};
use kernel::{Error, Result};
use store::{Committed, WriteTx};

/// Turns the networks off; the ranges stay as they are. Running servers follow within half a second.
pub fn turn_off(mut tx: WriteTx<'_>) -> Result<Committed<()>> {
    let before = rows::read(&mut tx)?;
    if before.mode == Mode::Off {
        return Err(Error::refused("networks-off", "the networks are off already"));
    }
    let after = Rules { mode: Mode::Off, version: before.version + 1, ..before.clone() };
    rows::write(&mut tx, &after)?;
    tx.commit(changed(&before, &after), ())
}
