//! Availability on the wire.

use super::rules::{Availability, Exception, Range};
use crate::wall_time;
use access::edge::VersionedRow;
use kernel::{Error, Result, Text, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A range of wall time on one day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRange {
    /// 1 is Monday, 7 Sunday.
    #[schema(minimum = 1, maximum = 7, example = 5)]
    pub weekday: i8,
    /// From this time of day on.
    #[schema(example = "18:00", max_length = 5)]
    pub from: String,
    /// Until this time of day, at the latest `24:00`; one that is earlier than `from` is on the next day.
    #[schema(example = "23:30", max_length = 5)]
    pub until: String,
}

/// A time at which the week does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedException {
    /// First instant.
    pub start: Timestamp,
    /// The instant after the last.
    pub end: Timestamp,
    /// Whether the member is available then.
    pub available: bool,
    /// Why.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200, example = "Family visit")]
    pub note: Text<200>,
}

/// When a member can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AvailabilityView {
    /// For `If-Match`; 0 while nothing was set.
    pub version: i64,
    /// Whether anything was set; nothing set means always.
    pub set: bool,
    /// The zone of the wall times.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: Zone,
    /// The week; none means no pattern, and so always but for the exceptions.
    pub weekly: Vec<WeeklyRange>,
    /// Exceptions to it, by start. What is not available weighs more.
    pub exceptions: Vec<DatedException>,
    /// Within how many minutes of a call the member is ready, while on call.
    #[schema(example = 30)]
    pub ready_minutes: Option<i64>,
}

impl VersionedRow for AvailabilityView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl AvailabilityView {
    /// As it is told.
    pub(super) fn of(one: &Availability) -> Self {
        let range =
            |range: &Range| WeeklyRange { weekday: range.weekday, from: wall_time::told(range.from), until: wall_time::told(range.until) };
        let exception = |one: &Exception| DatedException {
            start: one.start,
            end: one.end,
            available: one.available,
            note: Text::parse(&one.note).unwrap_or_default(),
        };
        Self {
            version: one.version,
            set: one.version > 0,
            zone: one.zone.clone(),
            weekly: one.weekly.iter().map(range).collect(),
            exceptions: one.exceptions.iter().map(exception).collect(),
            ready_minutes: one.ready_minutes,
        }
    }
}

/// When a member is to be asked: all of it anew.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAvailability {
    /// The zone of the wall times.
    #[schema(value_type = String, max_length = 64, example = "Europe/London")]
    pub zone: Zone,
    /// The week; at most 70 ranges. None means no pattern.
    #[serde(default)]
    #[schema(max_items = 70)]
    pub weekly: Vec<WeeklyRange>,
    /// Exceptions to it; at most 200.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub exceptions: Vec<DatedException>,
    /// Within how many minutes of a call the member is ready, while on call; at most a week.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_080, example = 30)]
    pub ready_minutes: Option<i64>,
}

impl NewAvailability {
    /// What was sent, checked; `version` is the one it gets.
    pub(super) fn read(self, version: i64) -> Result<Availability> {
        let mut weekly = Vec::with_capacity(self.weekly.len());
        for (at, range) in self.weekly.iter().enumerate() {
            let minute = |part: &'static str, text: &str| {
                let told = || Error::field(format!("weekly[{at}].{part}"), "not-acceptable", "must be a time of day such as 18:00");
                wall_time::minute(text).ok_or_else(told)
            };
            weekly.push(Range { weekday: range.weekday, from: minute("from", &range.from)?, until: minute("until", &range.until)? });
        }
        let exception =
            |one: DatedException| Exception { start: one.start, end: one.end, available: one.available, note: one.note.into_string() };
        let exceptions = self.exceptions.into_iter().map(exception).collect();
        Availability { version, zone: self.zone, weekly, exceptions, ready_minutes: self.ready_minutes }.checked()
    }
}
