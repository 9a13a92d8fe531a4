//! Wall times: what the clock at the place shows. An instant follows only together with a zone.
//!
//! Where clocks go forward a time does not exist, where they go back it exists twice. Neither is bent to something near it: the first
//! is refused, the second is refused until it says its offset (`2026-10-25T01:30+01:00`).

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A date and a time of day to the minute, with an offset where the time alone would not say which one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wall {
    at: DateTime,
    offset: Option<Offset>,
}

impl Wall {
    /// Reads `2026-11-28T19:00`, optionally with an offset such as `+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (civil, offset) = text.split_at_checked(16)?;
        let at = DateTime::strptime("%Y-%m-%dT%H:%M", civil).ok()?;
        let offset = match offset {
            "" => None,
            "Z" => Some(Offset::UTC),
            offset => Some(offset_of(offset)?),
        };
        (1900..=2199).contains(&at.year()).then_some(Self { at, offset })
    }

    /// Of a date and time.
    pub fn of(at: DateTime) -> Self {
        Self { at, offset: None }
    }

    /// The same time of day on another date.
    #[must_use]
    pub fn on(self, date: Date) -> Self {
        Self::of(date.to_datetime(self.at.time()))
    }

    /// Date and time, without the offset.
    pub fn civil(&self) -> DateTime {
        self.at
    }

    /// So many days later on the calendar, at the same time of day.
    #[must_use]
    pub fn days_later(self, days: i32) -> Option<Self> {
        self.at.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Self::of)
    }

    /// What the clock in `zone` shows at `instant`, to the minute.
    pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> Self {
        let at = jiff::Timestamp::from_millisecond(instant.millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Self::of(zone.to_datetime(at))
    }

    /// The instant at which the clock in `zone` shows it. `field` is blamed where there is none, or where there are two.
    pub fn instant(self, zone: &TimeZone, field: &str) -> Result<Timestamp> {
        let found = zone.to_ambiguous_timestamp(self.at);
        let name = zone.iana_name().unwrap_or("UTC");
        let offset = match (found.offset(), self.offset) {
            (AmbiguousOffset::Unambiguous { offset }, None) => offset,
            (AmbiguousOffset::Unambiguous { offset }, Some(said)) if said == offset => offset,
            (AmbiguousOffset::Fold { before, after }, Some(said)) if said == before || said == after => said,
            (AmbiguousOffset::Gap { .. }, _) => {
                let says = format!("{} does not exist in {name}: the clocks go forward over it", self.plain());
                return Err(Error::field(field, "does-not-exist", says));
            }
            (AmbiguousOffset::Fold { before, after }, None) => {
                let plain = self.plain();
                let says = format!("{plain} comes twice in {name}, where the clocks go back: say {plain}{before} or {plain}{after}");
                return Err(Error::field(field, "comes-twice", says.replace("+00 ", "+00:00 ")));
            }
            (_, Some(said)) => {
                return Err(Error::field(field, "other-offset", format!("the clock in {name} is not at {said} then")));
            }
        };
        let instant = offset.to_timestamp(self.at).ok().and_then(|at| Timestamp::from_millis(at.as_millisecond()));
        instant.ok_or_else(|| Error::field(field, "out-of-range", "must lie between 1900 and 2199"))
    }

    fn plain(&self) -> String {
        self.at.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

/// Reads `+01:00`.
fn offset_of(text: &str) -> Option<Offset> {
    let (sign, rest) = text.split_at_checked(1)?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').filter(|(hours, minutes)| hours.len() == 2 && minutes.len() == 2)?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if minutes > 59 { None } else { Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok() }
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())?;
        match self.offset {
            None => Ok(()),
            Some(offset) => {
                let seconds = offset.seconds();
                let (sign, all) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
                write!(f, "{sign}{:02}:{:02}", all / 3_600, all % 3_600 / 60)
            }
        }
    }
}

impl Serialize for Wall {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Wall {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("expected a date and time as the clock shows it, such as 2026-11-28T19:00"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn london() -> TimeZone {
        TimeZone::get("Europe/London").unwrap()
    }

    fn at(text: &str) -> Result<String> {
        Wall::parse(text).unwrap().instant(&london(), "start_local").map(|at| at.to_string())
    }

    fn code(text: &str) -> String {
        match at(text) {
            Err(Error::Invalid(faults)) => faults[0].code.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_gap_is_told_and_not_bent() {
        assert_eq!(at("2026-03-29T00:59").unwrap(), "2026-03-29T00:59:00.000Z");
        assert_eq!(code("2026-03-29T01:00"), "does-not-exist");
        assert_eq!(code("2026-03-29T01:59"), "does-not-exist");
        assert_eq!(at("2026-03-29T02:00").unwrap(), "2026-03-29T01:00:00.000Z");
    }

    #[test]
    fn a_time_that_comes_twice_must_say_which() {
        assert_eq!(code("2026-10-25T01:30"), "comes-twice");
        assert_eq!(at("2026-10-25T01:30+01:00").unwrap(), "2026-10-25T00:30:00.000Z");
        assert_eq!(at("2026-10-25T01:30+00:00").unwrap(), "2026-10-25T01:30:00.000Z");
        assert_eq!(code("2026-10-25T01:30+02:00"), "other-offset");
        assert_eq!(code("2026-11-25T01:30+01:00"), "other-offset");
    }

    #[test]
    fn only_what_a_clock_shows_is_read() {
        for bad in [
            "",
            "2026-11-28",
            "2026-11-28 19:00",
            "2026-11-28T24:00",
            "2026-11-28T19:00:00",
            "2026-02-30T10:00",
            "2026-11-28T19:00+1:00",
            "1899-12-31T23:59",
        ] {
            assert_eq!(Wall::parse(bad), None, "{bad}");
        }
        for good in ["2026-11-28T19:00", "2026-10-25T01:30+01:00", "2026-10-25T01:30-09:30"] {
            assert_eq!(Wall::parse(good).unwrap().to_string(), good);
        }
    }

    proptest! {
        /// Through every transition of a few zones: what the clock shows at the instant is what was asked for, or it was refused.
        #[test]
        fn the_clock_shows_what_was_agreed(
            minute in 0..(40 * 366 * 24 * 60_i64),
            zone in prop::sample::select(vec!["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"]),
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let start = jiff::civil::date(2000, 1, 1).at(0, 0, 0, 0);
            let wall = Wall::of(start.checked_add(jiff::Span::new().minutes(minute)).unwrap());
            match wall.instant(&zone, "start_local") {
                Ok(instant) => prop_assert_eq!(Wall::in_zone(instant, &zone), wall),
                Err(_) => {
                    let told = zone.to_ambiguous_timestamp(wall.civil()).is_ambiguous();
                    prop_assert!(told, "{} was refused", wall);
                }
            }
        }
    }
}
