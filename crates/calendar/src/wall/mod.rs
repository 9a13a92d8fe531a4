//! A wall time in a zone becomes an instant, and it is told what the clocks did to it.
//!
//! Invariants:
//! 1. An exact wall time and its instant are each other's: back and forth changes nothing.
//! 2. A wall time that the clocks skipped is read with the offset from before the gap (RFC 5545, 3.3.5): it lands as much later as the
//!    clocks moved. A wall time that came twice means the first of the two; the second is told beside it.
//! 3. Days of a span meet without gap or overlap, whatever the clocks do, and a day that a zone left out (Samoa, 30 December 2011) is none.

mod days;

pub use days::{Day, Week, days, weeks};

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// A wall time's instant, and how it came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Landed {
    /// The instant that is taken.
    pub instant: Timestamp,
    /// What the clocks did.
    pub how: Landing,
}

/// What the clocks did to a wall time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// The wall time was shown exactly once.
    Exact,
    /// The clocks skipped it: clocks at the instant taken show so much more.
    Gap {
        /// By how much the clocks moved forward.
        moved: SignedDuration,
    },
    /// Clocks showed it twice: the first is taken.
    Fold {
        /// The instant at which clocks showed it again.
        again: Timestamp,
    },
}

/// The zone with an IANA name such as `Europe/London`, from the database built into this program: every server knows the same zones.
pub fn zone(name: &str) -> Option<TimeZone> {
    static BUILT_IN: std::sync::OnceLock<jiff::tz::TimeZoneDatabase> = std::sync::OnceLock::new();
    let zones = BUILT_IN.get_or_init(jiff::tz::TimeZoneDatabase::bundled);
    zones.get(name).ok().filter(|zone| zone.iana_name().is_some())
}

/// The instant of `wall` in `zone`; `None` at the ends of the calendar alone (the years -9999 and 9999).
pub fn land(wall: DateTime, zone: &TimeZone) -> Option<Landed> {
    match zone.to_ambiguous_timestamp(wall).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok().map(|instant| Landed { instant, how: Landing::Exact }),
        AmbiguousOffset::Gap { before, after } => {
            let moved = SignedDuration::from_secs(i64::from(after.seconds()) - i64::from(before.seconds()));
            before.to_timestamp(wall).ok().map(|instant| Landed { instant, how: Landing::Gap { moved } })
        }
        AmbiguousOffset::Fold { before, after } => {
            let again = after.to_timestamp(wall).ok()?;
            before.to_timestamp(wall).ok().map(|instant| Landed { instant, how: Landing::Fold { again } })
        }
    }
}

/// What clocks in `zone` show at `instant`.
pub fn shown(instant: Timestamp, zone: &TimeZone) -> DateTime {
    zone.to_datetime(instant)
}

/// A wall time and its zone, as a session or a visit keeps them: it stays what it is when the zone's rules change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// What clocks show.
    pub at: DateTime,
    /// Where they hang.
    pub zone: TimeZone,
}

impl Wall {
    /// Its instant, by today's rules of the zone.
    pub fn land(&self) -> Option<Landed> {
        land(self.at, &self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn in_zone(at: DateTime, name: &str) -> Landed {
        land(at, &zone(name).unwrap()).unwrap()
    }

    #[test]
    fn an_ordinary_time_is_exact() {
        let landed = in_zone(date(2026, 6, 1).at(9, 30, 0, 0), "Europe/London");
        assert_eq!((landed.instant.to_string().as_str(), landed.how), ("2026-06-01T08:30:00Z", Landing::Exact));
    }

    #[test]
    fn a_skipped_time_lands_later_by_as_much_as_the_clocks_moved() {
        let landed = in_zone(date(2026, 3, 29).at(1, 30, 0, 0), "Europe/London");
        assert_eq!(landed.how, Landing::Gap { moved: SignedDuration::from_hours(1) });
        assert_eq!(landed.instant.to_string(), "2026-03-29T01:30:00Z");
        assert_eq!(shown(landed.instant, &zone("Europe/London").unwrap()), date(2026, 3, 29).at(2, 30, 0, 0));
        let half_an_hour = in_zone(date(2026, 10, 4).at(2, 15, 0, 0), "Australia/Lord_Howe");
        assert_eq!(half_an_hour.how, Landing::Gap { moved: SignedDuration::from_mins(30) });
    }

    #[test]
    fn a_time_shown_twice_means_the_first() {
        let landed = in_zone(date(2026, 10, 25).at(1, 30, 0, 0), "Europe/London");
        assert_eq!(landed.instant.to_string(), "2026-10-25T00:30:00Z");
        assert_eq!(landed.how, Landing::Fold { again: "2026-10-25T01:30:00Z".parse().unwrap() });
    }

    #[test]
    fn only_named_zones_are_known() {
        assert!(zone("Europe/London").is_some());
        assert!(zone("Europe/Atlantis").is_none());
        assert!(zone("").is_none());
        assert!(zone("../../etc/passwd").is_none());
    }
}
