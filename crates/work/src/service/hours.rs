//! When an organisation works: hours of the week and days off, in one zone. Pure.
//!
//! Time of work is counted on the clock on the wall: an hour that a change of clocks takes away is not worked, one that it gives is
//! worked twice.

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Hours of a weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekdayHours {
    /// 1 for Monday to 7 for Sunday.
    #[serde(deserialize_with = "weekday")]
    #[schema(minimum = 1, maximum = 7, example = 1)]
    pub weekday: i8,
    /// From when, such as `09:00`.
    #[schema(value_type = String, max_length = 5, example = "09:00")]
    pub from: Clock,
    /// Until when; `24:00` for the end of the day.
    #[schema(value_type = String, max_length = 5, example = "17:00")]
    pub until: Clock,
}

fn weekday<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<i8, D::Error> {
    let day = i8::deserialize(from)?;
    if (1..=7).contains(&day) { Ok(day) } else { Err(serde::de::Error::custom("must be 1 (Monday) to 7 (Sunday)")) }
}

/// A time of day in minutes, up to the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(i16);

impl Serialize for Clock {
    fn serialize<S: serde::Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_str(&format_args!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let read = text.split_once(':').filter(|_| text.len() == 5 && text.is_ascii());
        let read = read.and_then(|(hours, minutes)| Some((hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?)));
        match read {
            Some((hours, minutes)) if minutes < 60 && hours < 24 || (hours, minutes) == (24, 0) => {
                Ok(Self(i16::from(hours) * 60 + i16::from(minutes)))
            }
            _ => Err(serde::de::Error::custom("must be a time such as 09:00")),
        }
    }
}

/// When work is done.
#[derive(Debug, Clone)]
pub struct Hours {
    zone: TimeZone,
    weekly: Vec<WeekdayHours>,
    holidays: BTreeSet<Date>,
}

/// Days looked ahead for time of work: ten years.
const AHEAD: u32 = 3_660;

impl Hours {
    /// Hours that fit together: each ends after it begins, and no two of a day overlap. None at all is around the clock.
    pub fn new(zone: TimeZone, mut weekly: Vec<WeekdayHours>, holidays: BTreeSet<Date>) -> Result<Self> {
        weekly.sort_by_key(|hours| (hours.weekday, hours.from));
        if weekly.iter().any(|hours| hours.from >= hours.until) {
            return Err(Error::field("weekly", "not-after-start", "each must end after it begins, on the same day"));
        }
        if weekly.windows(2).any(|two| two[0].weekday == two[1].weekday && two[0].until > two[1].from) {
            return Err(Error::field("weekly", "overlap", "hours of a day must not overlap"));
        }
        Ok(Self { zone, weekly, holidays })
    }

    /// Around the clock.
    pub fn always() -> Self {
        Self { zone: TimeZone::UTC, weekly: Vec::new(), holidays: BTreeSet::new() }
    }

    fn is_always(&self) -> bool {
        self.weekly.is_empty() && self.holidays.is_empty()
    }

    /// The stretches of work of a day.
    fn of_day(&self, date: Date) -> Vec<(Timestamp, Timestamp)> {
        if self.holidays.contains(&date) {
            return Vec::new();
        }
        let at = |minutes: i16| {
            let (date, minutes) = if minutes == 24 * 60 { (date.tomorrow().unwrap_or(date), 0) } else { (date, minutes) };
            let time = Time::new(i8::try_from(minutes / 60).unwrap_or(0), i8::try_from(minutes % 60).unwrap_or(0), 0, 0).ok()?;
            let zoned = self.zone.to_zoned(date.to_datetime(time)).ok()?;
            Some(Timestamp::clamped(zoned.timestamp().as_millisecond()))
        };
        let weekday = date.weekday().to_monday_one_offset();
        let whole = [(0, 24 * 60)];
        let listed: Vec<(i16, i16)> =
            self.weekly.iter().filter(|hours| hours.weekday == weekday).map(|hours| (hours.from.0, hours.until.0)).collect();
        let stretches = if self.weekly.is_empty() { &whole[..] } else { &listed[..] };
        stretches.iter().filter_map(|(from, until)| at(*from).zip(at(*until))).filter(|(from, until)| from < until).collect()
    }

    /// Stretches of work from the day of `start` on, none of which begins before `start`.
    fn from(&self, start: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let first = start.date_in(&self.zone);
        let days = (0..AHEAD).map_while(move |ahead| first.checked_add(i64::from(ahead).days()).ok());
        days.flat_map(|day| self.of_day(day)).filter(move |(_, until)| *until > start).map(move |(from, until)| (from.max(start), until))
    }

    /// The instant at which `millis` of work have passed since `start`; `None` when that is not within ten years.
    pub fn after(&self, start: Timestamp, millis: i64) -> Option<Timestamp> {
        if self.is_always() {
            return Some(start.plus_millis(millis));
        }
        let mut left = millis;
        for (from, until) in self.from(start) {
            let here = until.millis() - from.millis();
            if left <= here {
                return Some(from.plus_millis(left));
            }
            left -= here;
        }
        None
    }

    /// How much of the time between the two is time of work; nothing when the second is not later.
    pub fn between(&self, start: Timestamp, end: Timestamp) -> i64 {
        if end <= start {
            return 0;
        }
        if self.is_always() {
            return end.millis() - start.millis();
        }
        self.from(start).take_while(|(from, _)| *from < end).map(|(from, until)| until.min(end).millis() - from.millis()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn office(zone: &str, holidays: &[&str]) -> Hours {
        let weekly = (1..=5).map(|weekday| WeekdayHours { weekday, from: Clock(9 * 60), until: Clock(17 * 60) }).collect();
        let holidays = holidays.iter().map(|day| day.parse().unwrap()).collect();
        Hours::new(TimeZone::get(zone).unwrap(), weekly, holidays).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_promise_waits_for_the_office() {
        let hours = office("Europe/London", &["2026-12-25"]);
        // Friday afternoon: one hour today, the rest on Monday.
        assert_eq!(hours.after(at("2026-11-20T16:00:00Z"), 4 * HOUR), Some(at("2026-11-23T12:00:00Z")));
        // Asked at night, counted from the morning.
        assert_eq!(hours.after(at("2026-11-23T22:00:00Z"), HOUR), Some(at("2026-11-24T10:00:00Z")));
        // Christmas falls on a Friday.
        assert_eq!(hours.after(at("2026-12-24T16:00:00Z"), 2 * HOUR), Some(at("2026-12-28T10:00:00Z")));
        assert_eq!(hours.between(at("2026-12-24T16:00:00Z"), at("2026-12-28T10:00:00Z")), 2 * HOUR);
        assert_eq!(Hours::always().after(at("2026-12-24T16:00:00Z"), 2 * HOUR), Some(at("2026-12-24T18:00:00Z")));
    }

    #[test]
    fn nine_is_nine_on_both_sides_of_a_change_of_clocks() {
        let hours = office("Europe/London", &[]);
        // The last Sunday of March lies between.
        assert_eq!(hours.after(at("2026-03-27T17:00:00Z"), 0), Some(at("2026-03-30T08:00:00Z")));
        assert_eq!(hours.after(at("2026-03-27T16:00:00Z"), 2 * HOUR), Some(at("2026-03-30T09:00:00Z")));
    }

    #[test]
    fn what_is_never_open_never_comes() {
        let shut = WeekdayHours { weekday: 1, from: Clock(60), until: Clock(60) };
        assert!(Hours::new(TimeZone::UTC, vec![shut], BTreeSet::new()).is_err());
        let twice = [(0, 120), (60, 180)].map(|(from, until)| WeekdayHours { weekday: 1, from: Clock(from), until: Clock(until) });
        assert!(Hours::new(TimeZone::UTC, twice.to_vec(), BTreeSet::new()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_added_is_counted_again(start in 1_600_000_000_000_i64..1_900_000_000_000, millis in 0_i64..400 * HOUR) {
            for hours in [office("Europe/London", &["2026-12-25"]), office("America/St_Johns", &[]), Hours::always()] {
                let start = Timestamp::clamped(start);
                let end = hours.after(start, millis).unwrap();
                prop_assert_eq!(hours.between(start, end), millis);
                prop_assert!(hours.after(start, millis + 1).unwrap() > end || hours.between(start, end) == millis);
            }
        }
    }
}
