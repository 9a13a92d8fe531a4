//! From wall times to instants: when somebody is available within a period.

use crate::spans::{merged, without};
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::{Error, Result, Span, Timestamp, Zone};

/// Most ranges of a week.
pub const MOST_RANGES: usize = 70;
/// Most exceptions.
pub const MOST_EXCEPTIONS: usize = 200;
/// Longest notice, in minutes: a week.
pub const MOST_READY: i64 = 7 * 24 * 60;
/// Longest exception: two years.
const MOST_EXCEPTION_MILLIS: i64 = 2 * 366 * 24 * 60 * 60 * 1000;

/// A range of wall time on one day of the week; one that ends before it begins ends on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Range {
    /// 1 is Monday.
    pub weekday: i8,
    /// Minute of the day.
    pub from: i64,
    /// Minute of the day, up to 1 440.
    pub until: i64,
}

/// A time at which the week does not hold.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Exception {
    /// First instant.
    pub start: Timestamp,
    /// The instant after the last.
    pub end: Timestamp,
    /// Whether the member is available then.
    pub available: bool,
    /// Why, in the member's words.
    pub note: String,
}

/// When somebody can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// 0 while nothing was set.
    pub version: i64,
    /// The zone of the week's wall times.
    pub zone: Zone,
    /// By weekday and time.
    pub weekly: Vec<Range>,
    /// By start.
    pub exceptions: Vec<Exception>,
    /// How soon after a call, while on call.
    pub ready_minutes: Option<i64>,
}

impl Availability {
    /// Nothing set: always.
    pub fn unset(zone: Zone) -> Self {
        Self { version: 0, zone, weekly: Vec::new(), exceptions: Vec::new(), ready_minutes: None }
    }

    /// Refuses what makes no sense, and puts the rest in order.
    pub fn checked(mut self) -> Result<Self> {
        if self.weekly.len() > MOST_RANGES {
            return Err(Error::field("weekly", "too-many", format!("a week has at most {MOST_RANGES} ranges")));
        }
        for (at, range) in self.weekly.iter().enumerate() {
            if !(1..=7).contains(&range.weekday) {
                return Err(Error::field(format!("weekly[{at}].weekday"), "out-of-bounds", "must be 1 (Monday) to 7"));
            }
            if range.from == range.until || range.from >= 24 * 60 || range.until == 0 {
                return Err(Error::field(
                    format!("weekly[{at}].until"),
                    "empty",
                    "a range must not be empty, and ends at 24:00 at the latest",
                ));
            }
        }
        if self.exceptions.len() > MOST_EXCEPTIONS {
            return Err(Error::field("exceptions", "too-many", format!("there are at most {MOST_EXCEPTIONS} exceptions")));
        }
        for (at, one) in self.exceptions.iter().enumerate() {
            let length = one.end.millis() - one.start.millis();
            if !(1..=MOST_EXCEPTION_MILLIS).contains(&length) {
                return Err(Error::field(
                    format!("exceptions[{at}].end"),
                    "not-after-start",
                    "must be after the start, and within two years of it",
                ));
            }
        }
        if self.ready_minutes.is_some_and(|minutes| !(0..=MOST_READY).contains(&minutes)) {
            return Err(Error::field("ready_minutes", "out-of-bounds", format!("must be 0 to {MOST_READY}")));
        }
        self.weekly.sort_by_key(|range| (range.weekday, range.from, range.until));
        self.exceptions.sort_by_key(|one| (one.start, one.end));
        Ok(self)
    }

    /// When the member is available within `period`, in order and apart from each other.
    pub fn within(&self, period: Span) -> Vec<Span> {
        let mut there = if self.weekly.is_empty() { vec![period] } else { self.week_within(period) };
        let marked = |available: bool| {
            self.exceptions.iter().filter(move |one| one.available == available).filter_map(|one| Span::new(one.start, one.end).ok())
        };
        there.extend(marked(true));
        let free = merged(there.into_iter().filter_map(|span| span.intersection(&period)).collect());
        without(&free, &merged(marked(false).collect()))
    }

    fn week_within(&self, period: Span) -> Vec<Span> {
        let zone = self.zone.rules();
        // What crosses midnight began the day before.
        let first = period.start().date_in(&zone).saturating_sub(1.day());
        let last = period.end().date_in(&zone);
        let days = first.series(1.day()).take_while(|day| *day <= last);
        days.flat_map(|day| {
            let of_day = self.weekly.iter().filter(move |range| range.weekday == day.weekday().to_monday_one_offset());
            let zone = &zone;
            of_day.filter_map(move |range| on(day, range, zone)).collect::<Vec<_>>()
        })
        .collect()
    }
}

/// The range as it falls on a day. Where clocks skip or repeat a time, the range begins at the earlier instant meant and ends at the
/// later one: in doubt somebody is available.
fn on(day: Date, range: &Range, zone: &TimeZone) -> Option<Span> {
    let until_day = if range.until <= range.from { day.tomorrow().ok()? } else { day };
    let from = at(day, range.from, zone)?.earlier().ok()?;
    let until = at(until_day, range.until, zone)?.later().ok()?;
    let instant = |zoned: jiff::Zoned| Timestamp::from_millis(zoned.timestamp().as_millisecond());
    Span::new(instant(from)?, instant(until)?).ok()
}

fn at(day: Date, minute: i64, zone: &TimeZone) -> Option<jiff::tz::AmbiguousZoned> {
    let day = if minute >= 24 * 60 { day.tomorrow().ok()? } else { day };
    let minute = minute % (24 * 60);
    let time = Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
    Some(zone.to_ambiguous_zoned(day.to_datetime(time)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn span(start: &str, end: &str) -> Span {
        Span::new(instant(start), instant(end)).unwrap()
    }

    fn in_london(weekly: &[(i8, &str, &str)]) -> Availability {
        let minute = |text: &str| crate::wall_time::minute(text).unwrap();
        let weekly = weekly.iter().map(|(weekday, from, until)| Range { weekday: *weekday, from: minute(from), until: minute(until) });
        Availability { weekly: weekly.collect(), ..Availability::unset(Zone::parse("Europe/London").unwrap()) }.checked().unwrap()
    }

    fn told(spans: &[Span]) -> Vec<String> {
        let short = |at: Timestamp| at.to_string().replace(":00.000Z", "");
        spans.iter().map(|span| format!("{}/{}", short(span.start()), short(span.end()))).collect()
    }

    #[test]
    fn nothing_set_is_always_and_exceptions_can_stand_alone() {
        let week = span("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
        let mut always = in_london(&[]);
        assert_eq!(always.within(week), [week]);
        let away = span("2026-11-25T09:00:00Z", "2026-11-25T12:00:00Z");
        always.exceptions.push(Exception { start: away.start(), end: away.end(), available: false, note: String::new() });
        assert_eq!(told(&always.within(week)), ["2026-11-23T00:00/2026-11-25T09:00", "2026-11-25T12:00/2026-11-30T00:00"]);
    }

    #[test]
    fn a_range_may_cross_midnight_and_neighbours_join() {
        let nights = in_london(&[(6, "22:00", "06:00"), (7, "06:00", "24:00"), (1, "00:00", "02:00")]);
        // Asked from within the range: it began the day before.
        let sunday = span("2026-11-22T03:00:00Z", "2026-11-23T12:00:00Z");
        assert_eq!(told(&nights.within(sunday)), ["2026-11-22T03:00/2026-11-23T02:00"]);
    }

    #[test]
    fn exceptions_add_and_take_away_and_what_is_taken_weighs_more() {
        let mut week = in_london(&[(1, "09:00", "17:00")]);
        let mut except = |start: &str, end: &str, available| {
            week.exceptions.push(Exception { start: instant(start), end: instant(end), available, note: String::new() });
        };
        except("2026-11-23T17:00:00Z", "2026-11-23T20:00:00Z", true);
        except("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", false);
        except("2026-11-23T19:00:00Z", "2026-11-24T19:00:00Z", false);
        let monday = span("2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z");
        assert_eq!(told(&week.within(monday)), ["2026-11-23T09:00/2026-11-23T12:00", "2026-11-23T13:00/2026-11-23T19:00"]);
    }

    #[test]
    fn wall_times_stay_when_clocks_change() {
        let morning = in_london(&[(6, "09:00", "17:00"), (7, "09:00", "17:00"), (1, "09:00", "17:00")]);
        // London goes back on 25 October 2026 and forward on 28 March 2027.
        let autumn = morning.within(span("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"));
        assert_eq!(
            told(&autumn),
            ["2026-10-24T08:00/2026-10-24T16:00", "2026-10-25T09:00/2026-10-25T17:00", "2026-10-26T09:00/2026-10-26T17:00"]
        );
        let spring = morning.within(span("2027-03-27T00:00:00Z", "2027-03-29T00:00:00Z"));
        assert_eq!(told(&spring), ["2027-03-27T09:00/2027-03-27T17:00", "2027-03-28T08:00/2027-03-28T16:00"]);
    }

    #[test]
    fn a_time_that_is_skipped_or_stands_twice_is_meant_generously() {
        // 01:30 stands twice on 25 October 2026: from the first, until the second.
        let from = in_london(&[(7, "01:30", "05:00")]).within(span("2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z"));
        assert_eq!(told(&from), ["2026-10-25T00:30/2026-10-25T05:00"]);
        let until = in_london(&[(7, "00:00", "01:30")]).within(span("2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z"));
        assert_eq!(told(&until), ["2026-10-25T00:00/2026-10-25T01:30"]);
        // 01:30 does not exist on 28 March 2027.
        let skipped = in_london(&[(7, "01:30", "05:00")]).within(span("2027-03-28T00:00:00Z", "2027-03-28T12:00:00Z"));
        assert_eq!(told(&skipped), ["2027-03-28T00:30/2027-03-28T04:00"]);
    }

    #[test]
    fn a_whole_day_is_as_long_as_the_day_is() {
        let sunday = in_london(&[(7, "00:00", "24:00")]);
        let long = sunday.within(span("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"));
        assert_eq!(long.iter().map(Span::millis).sum::<i64>(), 25 * 3_600_000);
        let short = sunday.within(span("2027-03-27T00:00:00Z", "2027-03-30T00:00:00Z"));
        assert_eq!(short.iter().map(Span::millis).sum::<i64>(), 23 * 3_600_000);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let zone = Zone::parse("Europe/London").unwrap();
        let refused = |range: Range| Availability { weekly: vec![range], ..Availability::unset(zone.clone()) }.checked().is_err();
        assert!(refused(Range { weekday: 0, from: 0, until: 60 }) && refused(Range { weekday: 8, from: 0, until: 60 }));
        assert!(refused(Range { weekday: 1, from: 60, until: 60 }) && refused(Range { weekday: 1, from: 60, until: 0 }));
        assert!(refused(Range { weekday: 1, from: 1_440, until: 60 }));
        assert!(!refused(Range { weekday: 1, from: 1_320, until: 1_440 }) && !refused(Range { weekday: 1, from: 1_320, until: 60 }));
    }
}
