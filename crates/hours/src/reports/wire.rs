//! Reports on the wire.

use crate::Day;
use crate::rates::wire::MoneyAmount;
use crate::records::HoursState;
use kernel::UnitId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

kernel::word! {
    /// What hours are added up by.
    HoursReportBy {
        /// By whose they are.
        Member = "member",
        /// By the unit in which the member served that day.
        Unit = "unit",
        /// By what the time is booked as.
        DutyType = "duty_type",
        /// By whose event, job or site it was.
        Customer = "customer",
        /// By what the place asked for; what asks for two is in both.
        Competency = "competency",
        /// By month.
        Period = "period",
    }
}

/// Which hours, added up by what.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// By what.
    pub by: HoursReportBy,
    /// From this day on, at the place.
    pub from: Day,
    /// Up to this day.
    pub until: Day,
    /// Served in this unit or one below it.
    #[serde(default)]
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
    /// Agreed so far; all unless said otherwise.
    #[serde(default)]
    pub state: Option<HoursState>,
}

/// Hours, added up.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursReport {
    /// What it is, for a heading.
    #[schema(example = "Hours by unit, 2026-11-01 – 2026-11-30")]
    pub title: String,
    /// By what.
    pub by: HoursReportBy,
    /// From this day on.
    pub from: Day,
    /// Up to this day.
    pub until: Day,
    /// Agreed so far, where that was asked.
    pub state: Option<HoursState>,
    /// The zones whose days were added up: a day is that of its place.
    #[schema(example = json!(["Europe/London"]))]
    pub zones: Vec<String>,
    /// The same in words, to be printed under the sums.
    #[schema(example = "Days by the clock of Europe/London.")]
    pub zone_note: String,
    /// One for each, by name.
    pub items: Vec<HoursReportItem>,
    /// All of them. By competency, hours that ask for two count once here.
    pub total: HoursReportSums,
}

/// A row of a report.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursReportItem {
    /// Its id; null for hours that have none, and the month by period.
    #[schema(example = "unt_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub id: Option<String>,
    /// Its name.
    #[schema(example = "Station North")]
    pub name: String,
    /// What it comes to.
    #[serde(flatten)]
    pub sums: HoursReportSums,
}

/// What hours come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct HoursReportSums {
    /// How many records.
    pub records: i64,
    /// Minutes.
    pub minutes: i64,
    /// The same for people.
    #[schema(example = "112:30")]
    pub hours: String,
    /// Of them in no other category.
    pub normal_minutes: i64,
    /// Of them in the night.
    pub night_minutes: i64,
    /// Of them at the weekend.
    pub weekend_minutes: i64,
    /// Of them on call.
    pub on_call_minutes: i64,
    /// What they are worth, a sum for each currency.
    pub amounts: Vec<MoneyAmount>,
}
