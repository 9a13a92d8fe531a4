//! What happens to a job, as its clocks take it.

use super::clock::{JobClock, Promise};
use super::rows;
use crate::job_types;
use crate::jobs::JobId;
use crate::jobs::rows::JobRow;
use crate::jobs::rules::Status;
use kernel::{Result, Timestamp};
use store::WriteTx;

/// The clocks of a job that is opened now, to be written once it is. One that is to be done by no other time is to be done by then.
fn promised(tx: &mut WriteTx<'_>, row: &mut JobRow) -> Result<Vec<JobClock>> {
    let settings = rows::settings(tx)?;
    let of_type = job_types::rows::named(tx, &row.kind)?.and_then(|kind| kind.targets.of(row.priority));
    let Some(promises) = of_type.or_else(|| settings.as_ref().and_then(|settings| settings.targets.of(row.priority))) else {
        return Ok(Vec::new());
    };
    let (now, hours) = (tx.now(), rows::hours(tx)?);
    let start = |promise: &Promise| JobClock::start(*promise, promises.minutes(*promise)?, now, &hours);
    let clocks: Vec<JobClock> = Promise::ALL.iter().filter_map(start).collect();
    if let Some(fix) = clocks.iter().find(|clock| clock.promise == Promise::Fix) {
        row.target_at = row.target_at.or(fix.ran_out(Timestamp::clamped(i64::MAX)));
    }
    Ok(clocks)
}

/// Writes a new job by `insert`, with its clocks if it is to be done already.
pub fn started(tx: &mut WriteTx<'_>, row: &mut JobRow, insert: impl FnOnce(&mut WriteTx<'_>, &mut JobRow) -> Result<()>) -> Result<()> {
    let clocks = if row.status == Status::Draft { Vec::new() } else { promised(tx, row)? };
    insert(tx, row)?;
    clocks.iter().try_for_each(|clock| rows::put(tx, row.id, clock))
}

/// A job has moved from where it stood in `before`, and is about to be saved.
pub fn moved(tx: &mut WriteTx<'_>, before: &JobRow, row: &mut JobRow) -> Result<()> {
    let (was, is) = (before.status, row.status);
    if was == is {
        return Ok(());
    }
    if was == Status::Draft && is == Status::Open {
        let clocks = promised(tx, row)?;
        return clocks.iter().try_for_each(|clock| rows::put(tx, row.id, clock));
    }
    let clocks = rows::clocks(tx, row.id)?;
    if clocks.is_empty() {
        return Ok(());
    }
    let (now, hours) = (tx.now(), rows::hours(tx)?);
    for mut clock in clocks {
        let (kept, due) = (clock.clone(), clock.standing);
        match (was, is) {
            (Status::WorkDone | Status::Closed, Status::Open) if clock.promise == Promise::Fix => clock.restart(now, &hours),
            (_, Status::OnHold | Status::Cancelled) => clock.pause(now, &hours),
            (Status::OnHold | Status::Cancelled, _) => clock.resume(now, &hours),
            _ => {}
        }
        let responded = matches!(is, Status::Planned | Status::InProgress | Status::OnHold | Status::WorkDone);
        if is == Status::WorkDone || responded && clock.promise == Promise::Respond {
            clock.meet(now);
        }
        if clock.promise == Promise::Fix && due != clock.standing {
            retarget(row, &kept, &clock);
        }
        if clock != kept {
            rows::put(tx, row.id, &clock)?;
        }
    }
    Ok(())
}

/// A target that came from the clock goes with it; one that a person set stays.
fn retarget(row: &mut JobRow, before: &JobClock, after: &JobClock) {
    let runs_out = |clock: &JobClock| match clock.standing {
        super::clock::Standing::Runs(due) => Some(due),
        super::clock::Standing::Waits(_) => None,
    };
    if row.target_at.is_none() || row.target_at == runs_out(before) {
        row.target_at = runs_out(after);
    }
}

/// Somebody was there at `at`.
pub fn attended(tx: &mut WriteTx<'_>, job: JobId, at: Timestamp) -> Result<()> {
    for mut clock in rows::clocks(tx, job)?.into_iter().filter(|clock| clock.promise != Promise::Fix) {
        let kept = clock.clone();
        clock.meet(at);
        if clock != kept {
            rows::put(tx, job, &clock)?;
        }
    }
    Ok(())
}
