//! Working rules on the wire.

use super::rules::{Setting, WorkingRules};
use crate::wall_time;
use access::edge::VersionedRow;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What members' working time is held to, paid and unpaid together, in the zone of each place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkingRulesView {
    /// For `If-Match`; 0 while nothing was decided.
    pub version: i64,
    /// Every rule once.
    pub rules: Vec<Setting>,
    /// When a night begins.
    #[schema(example = "23:00")]
    pub night_from: String,
    /// When it ends.
    #[schema(example = "06:00")]
    pub night_until: String,
}

impl VersionedRow for WorkingRulesView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl WorkingRulesView {
    pub(super) fn of(rules: &WorkingRules) -> Self {
        let (night_from, night_until) = (wall_time::told(rules.night_from), wall_time::told(rules.night_until));
        Self { version: rules.version, rules: rules.rules.clone(), night_from, night_until }
    }
}

/// What working time is to be held to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkingRules {
    /// Each at most once; what is not named stays as it is.
    #[schema(max_items = 5)]
    pub rules: Vec<Setting>,
    /// When a night begins.
    #[schema(example = "23:00", max_length = 5)]
    pub night_from: String,
    /// When it ends.
    #[schema(example = "06:00", max_length = 5)]
    pub night_until: String,
}
