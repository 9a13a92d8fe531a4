//! How a month stands against the minimum.

use roster::requirements::DutyTypeId;
use serde::{Deserialize, Serialize};

/// The least of a month, and what counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Minimum {
    /// None is 0.
    pub minutes_per_month: i64,
    /// Duty types that count; none named, all do.
    pub duty_type_ids: Vec<DutyTypeId>,
}

kernel::word! {
    /// How a month stands.
    MonthMark {
        /// What is approved is enough.
        Green = "green",
        /// It is enough with what is not approved yet, or the month goes on.
        Yellow = "yellow",
        /// It was not enough.
        Red = "red",
    }
}

/// How a month stands with so many approved minutes of so many in all; nothing is said of a month to come, nor where nothing is asked.
pub fn mark(least: i64, approved: i64, all: i64, month: &str, now: &str) -> Option<MonthMark> {
    if least <= 0 || month > now {
        return None;
    }
    Some(match () {
        () if approved >= least => MonthMark::Green,
        () if all >= least || month == now => MonthMark::Yellow,
        () => MonthMark::Red,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn green_is_approved_yellow_may_be_and_red_was_not() {
        let mark = |approved, all, month| mark(960, approved, all, month, "2026-11");
        assert_eq!(mark(960, 960, "2026-10"), Some(MonthMark::Green));
        assert_eq!(mark(959, 960, "2026-10"), Some(MonthMark::Yellow));
        assert_eq!(mark(0, 959, "2026-10"), Some(MonthMark::Red));
        assert_eq!([mark(0, 0, "2026-11"), mark(0, 0, "2026-12")], [Some(MonthMark::Yellow), None]);
        assert_eq!(super::mark(0, 0, 0, "2026-10", "2026-11"), None);
    }
}
