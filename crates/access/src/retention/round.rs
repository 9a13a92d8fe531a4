//! What is done by itself: saying that records lapsed, and erasing what lapsed a day ago. Who looks, each minute at the organisations
//! in use and each day at all, is the binary.

use super::rows::{self, Retention};
use super::{LAPSED, rules};
use kernel::{Error, Result, Timestamp};
use store::{Committed, Event, Subject, Tx, WriteTx, lapse as details};

/// What the event of a lapse is about, by the number of the first record that keeps its detail.
pub(super) const SUBJECT: &str = "record";
/// Records erased in one transaction: writers wait no longer than for as many.
const BATCH: i64 = 500;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Records before this one lapse now, and the log is to say so: [`lapse`].
    Lapse(i64),
    /// Records from the one to before the other lapsed, and their day is over: [`erase`].
    Erase(i64, i64),
}

/// Looks what is due. Reads little unless something is.
pub fn look(tx: &mut Tx<'_>) -> Result<Due> {
    let retention = rows::read(tx)?;
    due(tx, &retention)
}

fn due(tx: &mut Tx<'_>, retention: &Retention) -> Result<Due> {
    let Some(months) = retention.months else { return Ok(Due::Nothing) };
    let (now, horizon) = (tx.now(), tx.now().months_before(months));
    let &Retention { lapsed_before, lapsed_at, erased_before, .. } = retention;
    if erased_before < lapsed_before {
        if lapsed_at.is_some_and(|at| now < at.plus_millis(rules::WAIT_MILLIS)) {
            return Ok(Due::Nothing);
        }
        // Asked anew: it may have been decided meanwhile to keep details longer.
        let to = details::first_kept(tx, erased_before, BATCH.min(lapsed_before - erased_before), horizon)?;
        return Ok(if to > erased_before { Due::Erase(erased_before, to) } else { Due::Nothing });
    }
    let old = details::first_kept(tx, erased_before, i64::MAX, horizon)?;
    Ok(if old > lapsed_before { Due::Lapse(old) } else { Due::Nothing })
}

/// Before when nothing of a record's detail is kept; nothing when all is kept for ever.
pub fn horizon(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    let now = tx.now();
    Ok(rows::read(tx)?.months.map(|months| now.months_before(months)))
}

/// Says in the log that records lapsed; refused when another server did so a moment ago.
pub fn lapse(mut tx: WriteTx<'_>) -> Result<Committed<i64>> {
    let before = rows::read(&mut tx)?;
    let Due::Lapse(first_kept) = due(&mut tx, &before)? else {
        return Err(Error::refused("nothing-lapsed", "nothing lapsed that the log does not say already"));
    };
    let after = Retention { lapsed_before: first_kept, lapsed_at: Some(tx.now()), ..before.clone() };
    rows::keep(&mut tx, &after)?;
    let event = Event::new(&LAPSED, Subject::new(SUBJECT, first_kept))
        .label(format!("Records before {first_kept}"))
        .first("months", &before.months)
        .change("first_record_kept", &before.lapsed_before, &first_kept);
    tx.commit(event, first_kept)
}

/// Erases some of what lapsed; tells of how many records, nothing when all of it is done. No event: [`lapse`] said so.
pub fn erase(tx: &mut Tx<'_>) -> Result<Option<usize>> {
    let Due::Erase(from, to) = look(tx)? else { return Ok(None) };
    let erased = details::erase(tx, from, to)?;
    rows::note_erased(tx, to)?;
    Ok(Some(erased))
}
