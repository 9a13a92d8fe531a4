//! Sixty days of a zone, filled from counts by quarter of an hour: every zone's days begin on one.

use super::wire::Day;
use jiff::civil::Date;
use jiff::{ToSpan, tz::TimeZone};
use kernel::Timestamp;
use std::collections::BTreeMap;

/// How many days are shown.
const DAYS: i64 = 60;
/// A quarter of an hour in milliseconds.
pub(super) const QUARTER: i64 = 15 * 60 * 1000;

/// A window of days that ends with the day of the latest activity.
pub(super) struct Days {
    zone: TimeZone,
    days: BTreeMap<Date, (i64, i64)>,
}

impl Days {
    /// The days up to the one that `latest` falls on.
    pub(super) fn up_to(latest: Timestamp, zone: TimeZone) -> Self {
        let last = latest.date_in(&zone);
        let days = (0..DAYS).filter_map(|back| last.checked_sub(back.days()).ok()).map(|date| (date, (0, 0))).collect();
        Self { zone, days }
    }

    /// From the first instant of the first day up to the first instant after the last.
    pub(super) fn bounds(&self) -> (i64, i64) {
        let start = |date: Option<Date>| date.and_then(|date| Timestamp::start_of_day(date, &self.zone)).map_or(0, Timestamp::millis);
        let after = self.days.last_key_value().and_then(|(date, _)| date.tomorrow().ok());
        (start(self.days.first_key_value().map(|(date, _)| *date)), start(after))
    }

    /// Adds jobs made in a quarter of an hour.
    pub(super) fn created(&mut self, quarter: i64, jobs: i64) {
        if let Some((created, _)) = self.of(quarter) {
            *created += jobs;
        }
    }

    /// Adds jobs done in a quarter of an hour.
    pub(super) fn finished(&mut self, quarter: i64, jobs: i64) {
        if let Some((_, finished)) = self.of(quarter) {
            *finished += jobs;
        }
    }

    fn of(&mut self, quarter: i64) -> Option<&mut (i64, i64)> {
        let at = Timestamp::from_millis(quarter * QUARTER)?;
        self.days.get_mut(&at.date_in(&self.zone))
    }

    /// The days in their order.
    pub(super) fn told(self) -> Vec<Day> {
        self.days.into_iter().map(|(date, (created, finished))| Day { date: date.to_string(), created, finished }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_belongs_to_the_day_of_the_zone() {
        let zone = TimeZone::get("Asia/Kathmandu").unwrap();
        let latest = Timestamp::parse("2026-11-21T12:00:00Z").unwrap();
        let mut days = Days::up_to(latest, zone);
        // Midnight in Kathmandu is 18:15 in UTC.
        let quarter = |text: &str| Timestamp::parse(text).unwrap().millis() / QUARTER;
        days.created(quarter("2026-11-20T18:00:00Z"), 1);
        days.created(quarter("2026-11-20T18:15:00Z"), 10);
        days.finished(quarter("2020-01-01T00:00:00Z"), 100);
        let told = days.told();
        assert_eq!(told.len(), 60);
        assert_eq!(told[58], Day { date: "2026-11-20".into(), created: 1, finished: 0 });
        assert_eq!(told[59], Day { date: "2026-11-21".into(), created: 10, finished: 0 });
    }
}
