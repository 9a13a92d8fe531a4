//! Whether the organisation's day has come. Who looks, each minute at the organisations in use and each day at all, is the binary.

use super::{DELETION_BEGUN, rows};
use kernel::{Error, Result, Timestamp};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// How far a deletion has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was decided.
    None,
    /// It waits for its day.
    Waits(Timestamp),
    /// Its day has come, and the log is to say so: [`begin`].
    Due(Timestamp),
    /// The log has said so: what is left is to erase it.
    Begun,
}

/// Looks how far it has come.
pub fn look(tx: &mut Tx<'_>) -> Result<Stage> {
    let deletion = rows::read(tx)?;
    Ok(match (deletion.due_at, deletion.begun_at) {
        (None, _) => Stage::None,
        (Some(_), Some(_)) => Stage::Begun,
        (Some(due_at), None) if due_at <= tx.now() => Stage::Due(due_at),
        (Some(due_at), None) => Stage::Waits(due_at),
    })
}

/// Says in the log that the day has come, after which nobody takes it back; refused when it has not, or another server did so a moment ago.
pub fn begin(mut tx: WriteTx<'_>) -> Result<Committed<()>> {
    if !matches!(look(&mut tx)?, Stage::Due(_)) {
        return Err(Error::refused("not-due", "it is not to be erased now"));
    }
    let mut deletion = rows::read(&mut tx)?;
    deletion.begun_at = Some(tx.now());
    deletion.version += 1;
    rows::keep(&mut tx, &deletion)?;
    let event = Event::new(&DELETION_BEGUN, Subject::new("organisation", tx.realm())).first("due_at", &deletion.due_at);
    tx.commit(event, ())
}
