//! Hours, promises and clocks on the wire.

use super::clock::{JobClock, Promise, Standing};
use super::hours::{Hours, WeekdayHours};
use super::{Targets, recorded, rows};
use crate::jobs::JobId;
use access::edge::VersionedRow;
use jiff::civil::Date;
use kernel::{Result, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Tx;
use utoipa::ToSchema;

/// When an organisation works, and how soon it promises what no type of job says otherwise of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ServiceHours {
    /// Version, for `If-Match`; 0 before anybody said anything.
    pub version: i64,
    /// The zone of the hours.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// Hours of the week; none at all is around the clock.
    pub weekly: Vec<WeekdayHours>,
    /// Days off.
    #[schema(value_type = Vec<String>, example = json!(["2026-12-25"]))]
    pub holidays: BTreeSet<Date>,
    /// How soon is promised, by priority.
    pub targets: Targets,
}

impl ServiceHours {
    pub(super) fn hours(self) -> Result<Hours> {
        Hours::new(rows::rules_of(&self.zone), self.weekly, self.holidays)
    }
}

impl VersionedRow for ServiceHours {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What is to hold from now on. Jobs that are open keep what was promised when they were opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewServiceHours {
    /// The zone of the hours.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: Zone,
    /// Hours of the week: at most 50; none at all is around the clock.
    #[serde(deserialize_with = "crate::few::at_most::<50, _, _>")]
    #[schema(max_items = 50)]
    pub weekly: Vec<WeekdayHours>,
    /// Days off: at most 500.
    #[serde(deserialize_with = "days_off")]
    #[schema(value_type = Vec<String>, max_items = 500, example = json!(["2026-12-25"]))]
    pub holidays: BTreeSet<Date>,
    /// How soon is promised, by priority, where a type of job says nothing else.
    pub targets: Targets,
}

fn days_off<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<BTreeSet<Date>, D::Error> {
    Ok(crate::few::at_most::<500, Date, D>(from)?.into_iter().collect())
}

/// How a job keeps to what was promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct JobClocks {
    /// That somebody does something about it.
    pub respond: Option<ClockView>,
    /// That somebody is there.
    pub attend: Option<ClockView>,
    /// That it is done.
    pub fix: Option<ClockView>,
}

/// How one promise is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClockView {
    /// How many minutes of work were promised.
    #[schema(example = 240)]
    pub minutes: i64,
    /// Until when; missing while the job waits.
    pub due: Option<Timestamp>,
    /// When the promise was kept, in time or late.
    pub met_at: Option<Timestamp>,
    /// When it was broken.
    pub breached_at: Option<Timestamp>,
    /// Whether the clock stands still, because the job waits.
    pub paused: bool,
}

/// The clocks of a job, if anything was promised.
pub fn clocks_of(tx: &mut Tx<'_>, job: JobId) -> Result<Option<JobClocks>> {
    let (clocks, now) = (rows::clocks(tx, job)?, tx.now());
    if clocks.is_empty() {
        return Ok(None);
    }
    let view = |promise: Promise| clocks.iter().find(|clock| clock.promise == promise).map(|clock| told(clock, now));
    Ok(Some(JobClocks { respond: view(Promise::Respond), attend: view(Promise::Attend), fix: view(Promise::Fix) }))
}

fn told(clock: &JobClock, now: Timestamp) -> ClockView {
    let due = match clock.standing {
        Standing::Runs(due) => Some(due),
        Standing::Waits(_) => None,
    };
    ClockView { minutes: clock.minutes, due, met_at: clock.met_at, breached_at: recorded::seen(clock, now), paused: due.is_none() }
}
