//! The overview on the wire.

use crate::jobs::{JobCounts, Priority};
use crate::timeline::TimelineItem;
use serde::Serialize;
use utoipa::ToSchema;

/// How the work stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    /// Jobs by status.
    pub counts: JobCounts,
    /// Jobs whose target has passed and whose work is not done.
    pub overdue: i64,
    /// Jobs whose target is today, in the organisation's zone, and whose work is not done.
    pub due_today: i64,
    /// Jobs still to be done, by priority.
    pub by_priority: Vec<ByPriority>,
    /// Jobs still to be done, by type: the eight most frequent.
    pub by_type: Vec<ByType>,
    /// What was made and what was done on each of the sixty days up to the latest activity.
    pub by_day: Vec<Day>,
    /// What happened last.
    pub recent: Vec<TimelineItem>,
}

/// Jobs still to be done, of one priority.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ByPriority {
    /// The priority.
    pub priority: Priority,
    /// How many.
    pub open: i64,
}

/// Jobs still to be done, of one type.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ByType {
    /// The type.
    #[serde(rename = "type")]
    #[schema(example = "Pump repair")]
    pub kind: String,
    /// How many.
    pub open: i64,
}

/// One day.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OverviewDay)]
pub struct Day {
    /// The date in the organisation's zone.
    #[schema(example = "2026-11-21", format = Date)]
    pub date: String,
    /// Jobs made.
    pub created: i64,
    /// Jobs whose work was done.
    pub finished: i64,
}
