//! The days and weeks that a span of time touches, as a place counts them.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// More days are not told at once: eleven years.
pub const MOST_DAYS: usize = 4_018;

/// One day of a place, `[start, end)`: 23, 24 or 25 hours long, or what its clocks made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// What the calendar on the wall shows.
    pub date: Date,
    /// Its first instant.
    pub start: Timestamp,
    /// The next day's first instant.
    pub end: Timestamp,
}

/// Days that belong to one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// The date on which the week begins, even where the span begins later.
    pub begins: Date,
    /// Its days that the span touches.
    pub days: Vec<Day>,
}

/// The days of `zone` that `[start, end)` touches, whole days in order; at most [`MOST_DAYS`], the earliest.
pub fn days(start: Timestamp, end: Timestamp, zone: &TimeZone) -> Vec<Day> {
    let mut found = Vec::new();
    let mut date = zone.to_datetime(start).date();
    while found.len() < MOST_DAYS {
        let Ok(next) = date.checked_add(1.day()) else { break };
        let (Some(begins), Some(ends)) = (first_instant(date, zone), first_instant(next, zone)) else { break };
        if begins >= end {
            break;
        }
        if begins < ends && ends > start {
            found.push(Day { date, start: begins, end: ends });
        }
        date = next;
    }
    found
}

/// The weeks of `zone` that `[start, end)` touches, each beginning on `first`.
pub fn weeks(start: Timestamp, end: Timestamp, zone: &TimeZone, first: Weekday) -> Vec<Week> {
    let mut found: Vec<Week> = Vec::new();
    for day in days(start, end, zone) {
        let begins = day.date.saturating_sub(i64::from(day.date.weekday().since(first)).days());
        match found.last_mut() {
            Some(week) if week.begins == begins => week.days.push(day),
            _ => found.push(Week { begins, days: vec![day] }),
        }
    }
    found
}

/// When clocks first show `date` or later.
fn first_instant(date: Date, zone: &TimeZone) -> Option<Timestamp> {
    date.to_zoned(zone.clone()).ok()?.start_of_day().ok().map(|begun| begun.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wall::zone;
    use jiff::civil::date;

    fn of(start: &str, end: &str, name: &str) -> Vec<(String, i64)> {
        let hours = |day: &Day| day.end.duration_since(day.start).as_hours();
        let found = days(start.parse().unwrap(), end.parse().unwrap(), &zone(name).unwrap());
        found.iter().map(|day| (day.date.to_string(), hours(day))).collect()
    }

    #[test]
    fn days_are_as_long_as_clocks_make_them() {
        let spring = of("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", "Europe/London");
        assert_eq!(spring, [("2026-03-28".into(), 24), ("2026-03-29".into(), 23), ("2026-03-30".into(), 24)]);
        let autumn = of("2026-10-24T23:00:00Z", "2026-10-26T00:00:00Z", "Europe/London");
        assert_eq!(autumn, [("2026-10-25".into(), 25)]);
    }

    #[test]
    fn midnight_itself_begins_no_further_day() {
        assert_eq!(of("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "UTC"), [("2026-01-01".into(), 24)]);
        assert_eq!(of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "UTC"), []);
    }

    #[test]
    fn a_day_left_out_is_none() {
        let samoa = of("2011-12-29T20:00:00Z", "2011-12-31T20:00:00Z", "Pacific/Apia");
        let dates: Vec<_> = samoa.iter().map(|(day, _)| day.as_str()).collect();
        assert_eq!(dates, ["2011-12-29", "2011-12-31", "2012-01-01"]);
    }

    #[test]
    fn weeks_begin_where_one_says() {
        let (start, end) = ("2026-11-20T00:00:00Z".parse().unwrap(), "2026-11-24T00:00:00Z".parse().unwrap());
        let found = weeks(start, end, &TimeZone::UTC, Weekday::Monday);
        let shape: Vec<_> = found.iter().map(|week| (week.begins, week.days.len())).collect();
        assert_eq!(shape, [(date(2026, 11, 16), 3), (date(2026, 11, 23), 1)]);
        assert_eq!(weeks(start, end, &TimeZone::UTC, Weekday::Sunday)[1].begins, date(2026, 11, 22));
    }

    #[test]
    fn a_span_of_ages_is_cut() {
        let ages = days("1900-01-01T00:00:00Z".parse().unwrap(), "2199-01-01T00:00:00Z".parse().unwrap(), &TimeZone::UTC);
        assert_eq!(ages.len(), MOST_DAYS);
    }
}
