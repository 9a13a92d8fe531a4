//! Which days and units are looked at, and how much of them is told at most.

use kernel::{Error, Result, Timestamp, UnitId};
use serde::Deserialize;
use utoipa::IntoParams;

/// Longest stretch that is told at once, in milliseconds: five weeks and a day, so that a month with its edges fits wherever the
/// clocks change.
const LONGEST: i64 = 36 * 24 * 60 * 60 * 1_000;

/// Most members told.
pub(super) const MEMBERS: i64 = 500;
/// Most assignments told.
pub(super) const ASSIGNMENTS: i64 = 8_000;
/// Most requirements told.
pub(super) const REQUIREMENTS: i64 = 2_000;

/// From when to when, and whose.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// From when.
    pub from: Timestamp,
    /// Until when; at most 36 days later.
    pub until: Timestamp,
    /// This unit and those below it; every unit unless said otherwise.
    #[serde(default)]
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
    /// `as_of` of an earlier answer: only what changed since.
    #[serde(default)]
    pub since: Option<Timestamp>,
}

/// Checks a stretch of time.
pub(crate) fn check(from: Timestamp, until: Timestamp) -> Result<()> {
    if from >= until {
        return Err(Error::field("until", "not-after-from", "must be after `from`"));
    }
    if until.millis() - from.millis() > LONGEST {
        return Err(Error::field("until", "too-long", "at most 36 days are told at once"));
    }
    Ok(())
}
