//! Locking hours up to a day: what was approved stays as it is from then on, and no more hours are written down for those days.

use super::rules::HoursState;
use super::wire::{HoursLock, HoursLocked};
use super::{HoursLockId, LOCKED, lines};
use crate::Day;
use crate::schema::{hours, hours_lock};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, Result, Timestamp, UnitId, Zone};
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};

/// Lock hours
///
/// Approved hours whose last day is not after `until` are locked, and stay as they are. What is not approved yet stays open: lock again
/// when it is. No more hours are written down for the days that are locked.
#[utoipa::path(post, path = "/hours/lock", tag = "Hours", operation_id = "lockHours", params(OnceHeader), request_body = HoursLock,
    responses((status = 200, description = "What was locked, and what stayed open.", body = HoursLocked)))]
pub async fn lock_hours(cx: Cx<permit::HoursLock>, once: OnceKey, Json(lock): Json<HoursLock>) -> Answer<axum::Json<HoursLocked>> {
    let zone = cx.zone();
    Ok(axum::Json(cx.write_once(once.of(&lock)?, move |tx| carry_out(tx, &lock, &zone)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, lock: &HoursLock, zone: &Zone) -> Result<Committed<HoursLocked>> {
    if lock.until >= Day::of(tx.now(), &zone.rules()) {
        return Err(Error::field("until", "not-over", "the day is not over"));
    }
    let units = lock.unit_id.map(|unit| access::units::below(&mut tx, &[unit])).transpose()?;
    if units.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::field("unit_id", "unknown", "there is no such unit"));
    }
    let approved = up_to(&mut tx, lock.until, units.as_deref(), true)?;
    let (by, now) = (tx.actor().member(), tx.now());
    for id in &approved {
        diesel::update(hours::table.find(id))
            .set((
                hours::state.eq(HoursState::Locked),
                hours::locked_at.eq(Some(now)),
                hours::version.eq(hours::version + 1),
                hours::updated_at.eq(now),
            ))
            .execute(tx.db())?;
    }
    let left_open = count(up_to(&mut tx, lock.until, units.as_deref(), false)?.len());
    let locked = HoursLocked { until: lock.until, unit_id: lock.unit_id, locked: count(approved.len()), left_open };
    insert(&mut tx, &locked, by, now)?;
    let event = Event::new(&LOCKED, lock.unit_id.map_or_else(|| Subject::unnamed("hours"), |unit| Subject::new("unit", unit)))
        .label(lock.until.to_string())
        .first("until", &lock.until)
        .first("locked", &locked.locked)
        .first("left_open", &locked.left_open);
    tx.commit(event, locked)
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Hours up to a day: those that are approved, or those that still have to be. What was taken back before it was approved is neither.
fn up_to(tx: &mut Tx<'_>, until: Day, units: Option<&[UnitId]>, approved: bool) -> Result<Vec<String>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT hours.id FROM hours WHERE hours.last_day <= ").text(until.as_str());
    statement.sql(if approved {
        " AND hours.state = 'approved'"
    } else {
        " AND hours.state IN ('recorded', 'confirmed') AND hours.reverses IS NULL AND hours.reversed_by IS NULL"
    });
    if let Some(units) = units {
        statement.sql(" AND hours.unit_id").in_units(units);
    }
    statement.load(tx.db())
}

fn insert(tx: &mut WriteTx<'_>, locked: &HoursLocked, by: Option<MemberId>, now: Timestamp) -> Result<()> {
    let id = HoursLockId::new(now, tx.rng());
    diesel::insert_into(hours_lock::table)
        .values((
            (hours_lock::id.eq(id), hours_lock::until_day.eq(locked.until), hours_lock::unit_id.eq(locked.unit_id)),
            (hours_lock::locked.eq(locked.locked), hours_lock::made_by.eq(by), hours_lock::made_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether a day is locked for a unit, or for all.
pub(super) fn is_locked(tx: &mut Tx<'_>, day: Day, unit: Option<UnitId>) -> Result<bool> {
    let locks: Vec<Option<UnitId>> =
        hours_lock::table.filter(hours_lock::until_day.ge(day)).select(hours_lock::unit_id).distinct().load(tx.db())?;
    for lock in locks {
        match (lock, unit) {
            (None, _) => return Ok(true),
            (Some(above), Some(unit)) if access::units::below(tx, &[above])?.contains(&unit) => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

/// Refuses a day that is locked.
pub(super) fn check_open(tx: &mut Tx<'_>, day: Day, unit: Option<UnitId>) -> Result<()> {
    if is_locked(tx, day, unit)? {
        return Err(Error::refused(
            "day-locked",
            format!("hours up to {day} and later are locked: write them down for a day that is open"),
        ));
    }
    Ok(())
}

/// Whether hours of a member that begin at an instant would be of a day that is locked.
pub(super) fn holds(tx: &mut Tx<'_>, member: MemberId, at: Timestamp, day: Day, unit: Option<UnitId>) -> Result<bool> {
    let served = lines::unit_at(tx, member, at)?.or(unit);
    is_locked(tx, day, served)
}
