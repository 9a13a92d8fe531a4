//! Retention on the wire.

use super::rows::Retention;
use crate::edge::VersionedRow;
use kernel::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// How long the log keeps the details of its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RetentionView {
    /// For `If-Match`.
    pub version: i64,
    /// For so many months; null is for ever.
    #[schema(example = 24, minimum = 12, maximum = 240)]
    pub months: Option<i64>,
    /// Records before this one have lost their details.
    #[schema(example = 40_112)]
    pub erased_before_seq: Option<i64>,
    /// When that was done.
    pub last_at: Option<Timestamp>,
    /// Records before this one have lapsed: they lose their details a day later.
    #[schema(example = 40_377)]
    pub lapsed_before_seq: Option<i64>,
    /// When the log said so.
    pub lapsed_at: Option<Timestamp>,
}

impl VersionedRow for RetentionView {
    fn version(&self) -> i64 {
        self.version
    }
}

impl RetentionView {
    pub(super) fn of(retention: &Retention) -> Self {
        Self {
            version: retention.version,
            months: retention.months.map(i64::from),
            erased_before_seq: retention.erased_at.map(|_| retention.erased_before),
            last_at: retention.erased_at,
            lapsed_before_seq: retention.lapsed_at.map(|_| retention.lapsed_before),
            lapsed_at: retention.lapsed_at,
        }
    }
}

/// How long details are to be kept.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRetention {
    /// 12 to 240 months; null is for ever.
    #[serde(deserialize_with = "said")]
    #[schema(example = 24, minimum = 12, maximum = 240, required = true)]
    pub(super) months: Option<i64>,
}

/// Null must be written: leaving it out says nothing.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Option::deserialize(deserializer)
}
