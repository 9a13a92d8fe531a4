//! That a promised time passed is put on record, once, by Muster itself.

use super::clock::Promise;
use super::{MISSED, rows};
use crate::jobs::JobId;
use crate::jobs::rows as jobs;
use kernel::{Error, Result, Timestamp};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Jobs looked at in one go.
const FEW: i64 = 200;

/// Jobs of which a promised time passed and nobody wrote it down.
pub fn due(tx: &mut Tx<'_>) -> Result<Vec<JobId>> {
    let mut found = rows::run_out(tx, FEW)?;
    found.dedup();
    Ok(found)
}

/// Puts on record which of a job's promised times passed; refused when another server was quicker.
pub fn record(mut tx: WriteTx<'_>, id: JobId) -> Result<Committed<usize>> {
    let (job, now) = (jobs::get(&mut tx, id)?, tx.now());
    let mut event = Event::new(&MISSED, Subject::new("job", id)).label(job.label());
    let mut missed = 0;
    for mut clock in rows::clocks(&mut tx, id)? {
        let Some(at) = clock.ran_out(now).filter(|_| clock.breached_at.is_none()) else { continue };
        clock.breached_at = Some(at);
        rows::put(&mut tx, id, &clock)?;
        event = event.first(field(clock.promise), &at);
        missed += 1;
    }
    if missed == 0 {
        return Err(Error::refused("recorded-already", "somebody else was quicker"));
    }
    tx.commit(event, missed)
}

fn field(promise: Promise) -> &'static str {
    match promise {
        Promise::Respond => "sla.respond.breached_at",
        Promise::Attend => "sla.attend.breached_at",
        Promise::Fix => "sla.fix.breached_at",
    }
}

/// When a promised time passed, as one who reads now sees it.
pub(super) fn seen(clock: &super::clock::JobClock, now: Timestamp) -> Option<Timestamp> {
    clock.breached_at.or_else(|| clock.ran_out(now))
}
