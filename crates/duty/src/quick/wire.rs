//! Duties that members book for themselves, on the wire.

use crate::types::DutyTypeId;
use access::edge::VersionedRow;
use kernel::{Line, Text, Timestamp};
use roster::assignments::AssignmentView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A duty that a member booked for themself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuickDuty {
    /// The place in their calendar.
    #[serde(flatten)]
    pub assignment: AssignmentView,
    /// What they wrote.
    pub note: String,
}

impl VersionedRow for QuickDuty {
    fn version(&self) -> i64 {
        self.assignment.version
    }
}

/// A duty that one books for oneself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQuickDuty {
    /// What the time is booked as.
    pub duty_type_id: DutyTypeId,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// Where.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200, example = "Station North")]
    pub place: Option<Line<200>>,
    /// What one wants to say.
    #[serde(default)]
    #[schema(value_type = String, max_length = 2_000)]
    pub note: Text<2_000>,
}

/// What changes of such a duty; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuickDutyChanges {
    /// What the time is booked as.
    #[serde(default)]
    pub duty_type_id: Option<DutyTypeId>,
    /// From when.
    #[serde(default)]
    pub start: Option<Timestamp>,
    /// Until when.
    #[serde(default)]
    pub end: Option<Timestamp>,
    /// Where.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub place: Option<Line<200>>,
    /// What one wants to say.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000)]
    pub note: Option<Text<2_000>>,
}
