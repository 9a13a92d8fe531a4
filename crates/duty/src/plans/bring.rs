//! Bringing in a plan, or looking at what would come of it.

use super::make;
use super::wire::{Format, NewPlan, PlanReport};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use calendar::programme::{self, Programme, Settings};
use kernel::{Error, Result, Timestamp, Zone};

/// How far a calendar is read, back and ahead: a year, and two.
const BACK: i64 = 366 * 24 * 60 * 60 * 1_000;
const AHEAD: i64 = 2 * BACK;

/// Bring in a plan made elsewhere
///
/// Shifts, a conference's programme, volunteers' tasks or a calendar become a drafted event with its sessions and what they need. Each row
/// is taken, or told with the reason why not; look first with `dry_run`. The same file brought in twice makes two events.
#[utoipa::path(post, path = "/planning-imports", tag = "Events", operation_id = "importPlan", params(OnceHeader), request_body = NewPlan,
    responses((status = 200, description = "What came of it.", body = PlanReport)))]
pub async fn import_plan(cx: Cx<permit::EventsWrite>, once: OnceKey, Json(new): Json<NewPlan>) -> Answer<axum::Json<PlanReport>> {
    let (zone, now) = (new.zone.clone().unwrap_or_else(|| cx.zone()), cx.now());
    if new.dry_run {
        return Ok(axum::Json(cx.read(move |_| Ok(PlanReport::of(&read(&new, &zone, now)?))).await?));
    }
    let report = cx
        .write_once(once.of(&new)?, move |tx| {
            let programme = read(&new, &zone, now)?;
            make::event(tx, &new, &zone, &programme)
        })
        .await?;
    Ok(axum::Json(report))
}

fn read(new: &NewPlan, zone: &Zone, now: Timestamp) -> Result<Programme> {
    let at = |millis: i64| jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    let (from, until) = (at(now.plus_millis(-BACK).millis()), at(now.plus_millis(AHEAD).millis()));
    let zone = calendar::wall::zone(zone.as_str()).ok_or_else(|| Error::field("zone", "unknown", "there is no such zone"))?;
    let settings = Settings { zone, first_day: new.first_day, from, until };
    let bytes = new.text.as_bytes();
    let read = match new.format {
        Format::EmfShifts => programme::shifts(bytes, &settings),
        Format::FrabXml => programme::schedule_xml(bytes, &settings),
        Format::FrabJson => programme::schedule_json(bytes, &settings),
        Format::FosdemTasks => programme::tasks(bytes, &settings),
        Format::Ics => programme::calendar(bytes, &settings),
    };
    read.map_err(|why| Error::field("text", "not-readable", why.to_string()))
}
