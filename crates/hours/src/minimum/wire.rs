//! The minimum and the months on the wire.

use super::rules::{Minimum, MonthMark};
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::UnitId;
use roster::requirements::DutyTypeId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The least that members are to do in a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MinimumHours {
    /// Version, for `If-Match`.
    pub version: i64,
    /// How many minutes; 0 where nothing is asked.
    #[schema(example = 960)]
    pub minutes_per_month: i64,
    /// Duty types that count; none named, all do that count towards the minimum, and what is booked as nothing.
    pub duty_type_ids: Vec<DutyTypeId>,
}

impl MinimumHours {
    pub(super) fn of((version, minimum): (i64, Minimum)) -> Self {
        Self { version, minutes_per_month: minimum.minutes_per_month, duty_type_ids: minimum.duty_type_ids }
    }
}

impl VersionedRow for MinimumHours {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What is decided about the minimum, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinimumHoursBody {
    /// How many minutes; 0 to ask for nothing.
    #[schema(minimum = 0, maximum = 44_640, example = 960)]
    pub minutes_per_month: i64,
    /// Duty types that count, at most 200; none named, all that count towards the minimum, and what is booked as nothing.
    pub duty_type_ids: Vec<DutyTypeId>,
}

/// Which months.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthsQuery {
    /// The year; the present one unless said otherwise.
    #[param(minimum = 1900, maximum = 2199)]
    #[serde(default)]
    pub year: Option<i16>,
    /// Members who serve in this unit now, or in one below it.
    #[serde(default)]
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
}

/// A year of months: members down, months across.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursMonths {
    /// The year.
    #[schema(example = 2026)]
    pub year: i16,
    /// The zone by which the present month is told. The days of hours are those of their places.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// The zones of the places that are added up here.
    pub zones: Vec<String>,
    /// The least of a month; 0 where nothing is asked.
    pub minutes_per_month: i64,
    /// By name. At most 500.
    pub items: Vec<MemberMonths>,
    /// Whether there are more members: ask for a unit.
    pub truncated: bool,
}

/// A member's year.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MemberMonths {
    /// Who.
    pub member: MemberLink,
    /// Twelve.
    pub months: Vec<HoursMonth>,
    /// All of the year that counts.
    pub minutes: i64,
    /// The same for people.
    #[schema(example = "192:00")]
    pub hours: String,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursMonth {
    /// Which.
    #[schema(example = "2026-11")]
    pub month: String,
    /// What counts of it, agreed or not.
    pub minutes: i64,
    /// What was approved of that.
    pub approved_minutes: i64,
    /// All of it, for people.
    #[schema(example = "16:00")]
    pub hours: String,
    /// How it stands; null where nothing is asked, and for a month to come.
    pub mark: Option<MonthMark>,
}
