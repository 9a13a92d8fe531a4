//! Hours, promises and clocks in the database.

use super::clock::{JobClock, Promise, Standing};
use super::hours::Hours;
use super::wire::{NewServiceHours, ServiceHours};
use crate::jobs::JobId;
use crate::schema::{job_clock, service_hours};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Error, Result, Timestamp, Zone};
use store::{Tx, WriteTx};

/// The one row's key.
const HOURS: &str = "hours";

type HoursSql = (i64, String, String, String, String);

/// Hours and promises as they stand; around the clock and nothing promised, before anybody said otherwise.
pub fn settings(tx: &mut Tx<'_>) -> Result<Option<ServiceHours>> {
    let columns = (service_hours::version, service_hours::zone, service_hours::weekly, service_hours::holidays, service_hours::targets);
    let found: Option<HoursSql> = service_hours::table.find(HOURS).select(columns).get_result(tx.db()).optional()?;
    let Some((version, zone, weekly, holidays, targets)) = found else { return Ok(None) };
    let read = |error: serde_json::Error| Error::internal(format!("service hours cannot be read: {error}"));
    Ok(Some(ServiceHours {
        version,
        zone,
        weekly: serde_json::from_str(&weekly).map_err(read)?,
        holidays: serde_json::from_str(&holidays).map_err(read)?,
        targets: serde_json::from_str(&targets).map_err(read)?,
    }))
}

/// When work is done.
pub fn hours(tx: &mut Tx<'_>) -> Result<Hours> {
    settings(tx)?.map_or_else(|| Ok(Hours::always()), super::wire::ServiceHours::hours)
}

/// Writes hours and promises.
pub(super) fn set(tx: &mut WriteTx<'_>, version: i64, new: &NewServiceHours) -> Result<()> {
    let written = |value: serde_json::Result<String>| value.map_err(Error::internal);
    let (weekly, holidays) = (written(serde_json::to_string(&new.weekly))?, written(serde_json::to_string(&new.holidays))?);
    let targets = written(serde_json::to_string(&new.targets))?;
    let now = tx.now();
    diesel::delete(service_hours::table.find(HOURS)).execute(tx.db())?;
    diesel::insert_into(service_hours::table)
        .values((
            (service_hours::id.eq(HOURS), service_hours::version.eq(version), service_hours::zone.eq(new.zone.as_str())),
            (service_hours::weekly.eq(weekly), service_hours::holidays.eq(holidays), service_hours::targets.eq(targets)),
            service_hours::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The rules of a zone that was stored.
pub(super) fn rules_of(zone: &str) -> TimeZone {
    Zone::parse(zone).map_or(TimeZone::UTC, |zone| zone.rules())
}

type ClockSql = (Promise, i64, Timestamp, Option<Timestamp>, Option<i64>, Option<Timestamp>, Option<Timestamp>);

/// The clocks of a job.
pub fn clocks(tx: &mut Tx<'_>, job: JobId) -> Result<Vec<JobClock>> {
    let columns = (
        job_clock::clock,
        job_clock::minutes,
        job_clock::started_at,
        job_clock::due_at,
        job_clock::left_millis,
        job_clock::met_at,
        job_clock::breached_at,
    );
    let found: Vec<ClockSql> = job_clock::table.filter(job_clock::job_id.eq(job)).select(columns).load(tx.db())?;
    let clock = |(promise, minutes, started_at, due, left, met_at, breached_at): ClockSql| {
        let standing = due.map_or(Standing::Waits(left.unwrap_or(0)), Standing::Runs);
        JobClock { promise, minutes, started_at, standing, met_at, breached_at }
    };
    Ok(found.into_iter().map(clock).collect())
}

/// Writes a clock of a job, new or changed.
pub(super) fn put(tx: &mut WriteTx<'_>, job: JobId, clock: &JobClock) -> Result<()> {
    let (due, left) = match clock.standing {
        Standing::Runs(due) => (Some(due), None),
        Standing::Waits(left) => (None, Some(left)),
    };
    diesel::delete(job_clock::table.find((job, clock.promise))).execute(tx.db())?;
    diesel::insert_into(job_clock::table)
        .values((
            (job_clock::job_id.eq(job), job_clock::clock.eq(clock.promise), job_clock::minutes.eq(clock.minutes)),
            (job_clock::started_at.eq(clock.started_at), job_clock::due_at.eq(due), job_clock::left_millis.eq(left)),
            (job_clock::met_at.eq(clock.met_at), job_clock::breached_at.eq(clock.breached_at), job_clock::watched.eq(clock.is_watched())),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Jobs one of whose clocks has run out and nobody wrote it down.
pub(super) fn run_out(tx: &mut Tx<'_>, most: i64) -> Result<Vec<JobId>> {
    let now = tx.now();
    let late = job_clock::watched.eq(true).and(job_clock::due_at.lt(now));
    Ok(job_clock::table.filter(late).order(job_clock::due_at).limit(most).select(job_clock::job_id).load(tx.db())?)
}
