//! How it stands at this moment: who is on duty, who should be and has not said so, and what lacks people in the days to come.

use super::rows::{self, Asked};
use super::window::{ASSIGNMENTS, REQUIREMENTS};
use crate::assignments::{AssignmentRow, AssignmentState, AssignmentView, told};
use crate::requirements::RequirementView;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use jiff::civil::Date;
use kernel::{Result, Timestamp, UnitId, Zone};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::Tx;
use utoipa::{IntoParams, ToSchema};

/// How many days ahead is looked, today among them.
const DAYS: usize = 7;
/// Somebody whose time ended no longer ago than this and who has not booked off is still told as on duty, in milliseconds: 12 hours.
const FORGOTTEN: i64 = 12 * 60 * 60 * 1_000;
/// How far ahead it is told who comes next, in milliseconds: 24 hours.
const AHEAD: i64 = 24 * 60 * 60 * 1_000;
/// Most people told of each kind.
const TOLD: usize = 60;
/// Most places told that lack people.
const PLACES: usize = 12;

/// Whose.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// This unit and those below it; every unit unless said otherwise.
    #[serde(default)]
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Situation {
    /// When this was read.
    pub as_of: Timestamp,
    /// The organisation's zone: its days are counted.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: String,
    /// Who is on duty; also whoever's time is over and who has not booked off for twelve hours.
    pub on_duty: Presence,
    /// Whose time has begun and who has not booked on: the longest ago first.
    pub expected: Presence,
    /// Whose time begins within 24 hours, whether they have answered or not: the soonest first.
    pub next: Presence,
    /// What goes on or begins within seven days and has fewer people than it needs.
    pub lacking: Shortage,
    /// Today and the six days after it.
    pub days: Vec<CoveredDay>,
    /// Whether there is more than is counted at once: ask for a unit.
    pub truncated: bool,
}

/// Some people's time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Presence {
    /// How many there are.
    pub total: usize,
    /// The first sixty.
    pub first: Vec<AssignmentView>,
}

/// What lacks people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Shortage {
    /// How many people are missing.
    pub people: i64,
    /// In how many places of duty and visits.
    pub total: usize,
    /// The twelve soonest.
    pub soonest: Vec<RequirementView>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CoveredDay {
    /// The date in the organisation's zone.
    #[schema(example = "2026-11-21", format = Date)]
    pub date: String,
    /// Fewest people with whom everything that begins on it can go ahead. Today also what goes on already.
    pub needed: i64,
    /// Of those, how many there are: what one place has too many of helps no other.
    pub covered: i64,
}

/// Read how it stands
#[utoipa::path(get, path = "/board/situation", tag = "Board", operation_id = "getSituation", params(Whose),
    responses((status = 200, description = "How it stands.", body = Situation)))]
pub async fn get_situation(cx: Cx<permit::BoardRead>, Query(whose): Query<Whose>) -> Answer<Json<Situation>> {
    let zone = cx.zone();
    Ok(Json(cx.read(move |tx| read(tx, whose, &zone)).await?))
}

fn read(tx: &mut Tx<'_>, whose: Whose, zone: &Zone) -> Result<Situation> {
    let units: Option<Vec<UnitId>> = whose.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let (now, rules) = (tx.now(), zone.rules());
    let dates = dates(now.date_in(&rules));
    let until = dates.last().and_then(|date| date.tomorrow().ok()).and_then(|date| Timestamp::start_of_day(date, &rules));
    let until = until.unwrap_or(now.plus_millis(1));

    let units = units.as_deref();
    let touching = rows::assignments(tx, Asked { from: now.plus_millis(-FORGOTTEN), until: now.plus_millis(AHEAD), units })?;
    let wanted = rows::requirements(tx, Asked { from: now, until, units })?;
    let truncated = super::show::longer(touching.len(), ASSIGNMENTS) || super::show::longer(wanted.len(), REQUIREMENTS);
    let (on_duty, expected, next) = by_presence(touching, now);

    let mut days: BTreeMap<Date, (i64, i64)> = dates.iter().map(|date| (*date, (0, 0))).collect();
    for one in &wanted {
        let date = one.start.max(now).date_in(&rules);
        if let Some((needed, covered)) = days.get_mut(&date) {
            *needed += one.min;
            *covered += one.filled.min(one.min);
        }
    }
    Ok(Situation {
        as_of: now,
        zone: zone.to_string(),
        on_duty: people(tx, on_duty)?,
        expected: people(tx, expected)?,
        next: people(tx, next)?,
        lacking: lacking(wanted),
        days: days.into_iter().map(|(date, (needed, covered))| CoveredDay { date: date.to_string(), needed, covered }).collect(),
        truncated,
    })
}

fn dates(today: Date) -> Vec<Date> {
    std::iter::successors(Some(today), |date| date.tomorrow().ok()).take(DAYS).collect()
}

/// Who is on duty, whoever is done soonest first; who is not there though their time goes on, whoever is latest first; and who comes next.
fn by_presence(touching: Vec<AssignmentRow>, now: Timestamp) -> (Vec<AssignmentRow>, Vec<AssignmentRow>, Vec<AssignmentRow>) {
    let (mut on_duty, others): (Vec<_>, Vec<_>) = touching.into_iter().partition(|row| row.state == AssignmentState::OnDuty);
    on_duty.sort_by_key(|row| (row.end_at, row.id));
    // By the time at which they begin, as they were read.
    let (begun, next): (Vec<_>, Vec<_>) = others.into_iter().filter(|row| row.state.is_open()).partition(|row| row.start_at <= now);
    let expected = begun.into_iter().filter(|row| row.state == AssignmentState::Confirmed && row.end_at > now).collect();
    (on_duty, expected, next)
}

fn people(tx: &mut Tx<'_>, mut rows: Vec<AssignmentRow>) -> Result<Presence> {
    let total = rows.len();
    rows.truncate(TOLD);
    Ok(Presence { total, first: told(tx, rows)? })
}

/// What lacks people: the soonest first, and of those that begin together where most are missing.
fn lacking(wanted: Vec<RequirementView>) -> Shortage {
    let missing = |one: &RequirementView| (one.min - one.filled).max(0);
    let mut short: Vec<_> = wanted.into_iter().filter(|one| missing(one) > 0).collect();
    short.sort_by_key(|one| (one.start, Reverse(missing(one)), one.id));
    let (people, total) = (short.iter().map(missing).sum(), short.len());
    short.truncate(PLACES);
    Shortage { people, total, soonest: short }
}
