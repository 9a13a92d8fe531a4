//! Deciding on the minimum.

use super::rules::Minimum;
use super::wire::{MinimumHours, MinimumHoursBody};
use super::{CHANGED, NAME};
use crate::settings;
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use diesel::sql_types::Text;
use kernel::{Error, Result};
use roster::requirements::DutyTypeId;
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};

/// Change the minimum
#[utoipa::path(put, path = "/minimum-hours", tag = "Hours", operation_id = "changeMinimumHours",
    params(("If-Match" = String, Header, description = "The version that is changed, as its ETag")), request_body = MinimumHoursBody,
    responses((status = 200, description = "The minimum as it stands now.", body = MinimumHours)))]
pub async fn change_minimum_hours(
    cx: Cx<permit::HoursLock>,
    if_match: IfMatch,
    Json(body): Json<MinimumHoursBody>,
) -> Answer<Versioned<MinimumHours>> {
    let minimum = checked(body)?;
    Ok(Versioned(cx.write(move |tx| carry_out(tx, if_match, minimum)).await?))
}

fn checked(body: MinimumHoursBody) -> Result<Minimum> {
    if !(0..=44_640).contains(&body.minutes_per_month) {
        return Err(Error::field("minutes_per_month", "out-of-range", "must be from 0 to 44 640, a whole month"));
    }
    let mut duty_type_ids = body.duty_type_ids;
    duty_type_ids.sort_unstable();
    duty_type_ids.dedup();
    if duty_type_ids.len() > 200 {
        return Err(Error::field("duty_type_ids", "too-many", "at most 200"));
    }
    Ok(Minimum { minutes_per_month: body.minutes_per_month, duty_type_ids })
}

/// Refuses a duty type that there is not; one that is retired counts as it did.
fn check_named(tx: &mut Tx<'_>, after: &Minimum, before: &Minimum) -> Result<()> {
    for id in after.duty_type_ids.iter().filter(|id| !before.duty_type_ids.contains(id)) {
        let mut statement = Statement::<Text>::on(tx.db());
        statement.sql("SELECT duty_type.id FROM duty_type WHERE duty_type.id = ").text(id.as_str());
        if statement.load::<DutyTypeId>(tx.db())?.is_empty() {
            return Err(Error::field("duty_type_ids", "unknown", format!("there is no duty type {id}")));
        }
    }
    Ok(())
}

fn carry_out(mut tx: WriteTx<'_>, if_match: IfMatch, after: Minimum) -> Result<Committed<MinimumHours>> {
    let (version, before): (i64, Minimum) = settings::of(&mut tx, NAME)?;
    if_match.hold(version, || Ok(MinimumHours::of((version, before.clone()))))?;
    check_named(&mut tx, &after, &before)?;
    let next = settings::put(&mut tx, NAME, version, &after)?;
    let event = Event::new(&CHANGED, Subject::unnamed("minimum_hours"))
        .change("minutes_per_month", &before.minutes_per_month, &after.minutes_per_month)
        .change("duty_type_ids", &before.duty_type_ids, &after.duty_type_ids);
    tx.commit(event, MinimumHours::of((next, after)))
}
