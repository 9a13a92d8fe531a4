//! Time by days and categories, by the clock of the place: to the minute, also in the nights in which the clock is changed.
//!
//! A night's bounds are wall times. One that the clock skips is taken as the instant at which it is skipped to, one that it shows twice
//! as the first of the two.

use crate::Day;
use crate::rates::rules::time_of_day;
use crate::rates::{HoursCategory, Rates};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use kernel::{Span, Timestamp};

const MINUTE: i64 = 60_000;

/// A part of one day that counts as one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The day, at the place.
    pub day: Day,
    /// What it counts as.
    pub category: HoursCategory,
    /// How long it is.
    pub minutes: i64,
    /// Its first instant.
    pub at: Timestamp,
}

/// When night and weekend are at a place.
#[derive(Debug, Clone)]
pub struct Bounds {
    zone: TimeZone,
    night: Option<(Time, Time)>,
    weekend: Vec<i64>,
    on_call: bool,
}

impl Bounds {
    /// As the organisation decided, by the clock of this zone; on call, all of it is.
    pub fn new(rates: &Rates, zone: TimeZone, on_call: bool) -> Self {
        let night = time_of_day(&rates.night_from).zip(time_of_day(&rates.night_until)).filter(|(from, until)| from != until);
        Self { zone, night, weekend: rates.weekend.clone(), on_call }
    }

    /// The minutes of these spans, which come one after the other, by days and categories.
    pub fn split(&self, spans: &[Span]) -> Vec<Piece> {
        let (mut pieces, mut passed): (Vec<Piece>, i64) = (Vec::new(), 0);
        for span in spans {
            let mut cuts = self.cuts(*span);
            cuts.push(span.end());
            let mut from = span.start();
            for until in cuts {
                let before = passed.div_euclid(MINUTE);
                passed += until.millis() - from.millis();
                add(
                    &mut pieces,
                    Piece {
                        day: Day::of(from, &self.zone),
                        category: self.category(from),
                        minutes: passed.div_euclid(MINUTE) - before,
                        at: from,
                    },
                );
                from = until;
            }
        }
        pieces.retain(|piece| piece.minutes > 0);
        pieces
    }

    /// Where days and nights begin and end within a span, in order.
    fn cuts(&self, span: Span) -> Vec<Timestamp> {
        let (first, last) = (Day::of(span.start(), &self.zone).date(), Day::of(span.end(), &self.zone).date());
        let mut cuts = Vec::new();
        let mut date = first;
        while date <= last {
            cuts.extend(Timestamp::start_of_day(date, &self.zone));
            if let Some((from, until)) = self.night {
                cuts.extend([from, until].into_iter().filter_map(|time| self.instant(date, time)));
            }
            match date.tomorrow() {
                Ok(next) => date = next,
                Err(_) => break,
            }
        }
        cuts.retain(|cut| span.start() < *cut && *cut < span.end());
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    fn instant(&self, date: jiff::civil::Date, time: Time) -> Option<Timestamp> {
        let at = date.to_datetime(time).to_zoned(self.zone.clone()).ok()?;
        Timestamp::from_millis(at.timestamp().as_millisecond())
    }

    /// What the instant counts as.
    fn category(&self, at: Timestamp) -> HoursCategory {
        if self.on_call {
            return HoursCategory::OnCall;
        }
        let day = Day::of(at, &self.zone);
        if self.weekend.contains(&i64::from(day.date().weekday().to_monday_one_offset())) {
            return HoursCategory::Weekend;
        }
        let Some((from, until)) = self.night else { return HoursCategory::Normal };
        // Instants of the bounds, not the clock's hand: an hour that is shown twice is night or not as a whole.
        let bound = |time| self.instant(day.date(), time).unwrap_or(at);
        let (from, until) = (bound(from), bound(until));
        let night = if from < until { from <= at && at < until } else { at < until || from <= at };
        if night { HoursCategory::Night } else { HoursCategory::Normal }
    }
}

fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.iter_mut().find(|known| known.day == piece.day && known.category == piece.category) {
        Some(known) => known.minutes += piece.minutes,
        None => pieces.push(piece),
    }
}

/// The same with so many minutes in all, if there are more: a break is taken from the longest piece.
pub fn less(mut pieces: Vec<Piece>, minutes: i64) -> Vec<Piece> {
    let mut surplus = pieces.iter().map(|piece| piece.minutes).sum::<i64>() - minutes.max(0);
    while surplus > 0 {
        let Some(longest) = pieces.iter_mut().rev().max_by_key(|piece| piece.minutes) else { break };
        let taken = surplus.min(longest.minutes);
        longest.minutes -= taken;
        surplus -= taken;
    }
    pieces.retain(|piece| piece.minutes > 0);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn told(from: &str, until: &str, on_call: bool) -> Vec<(String, HoursCategory, i64)> {
        let bounds = Bounds::new(&Rates::default(), zone("Europe/London"), on_call);
        let pieces = bounds.split(&[Span::new(at(from), at(until)).unwrap()]);
        pieces.into_iter().map(|piece| (piece.day.to_string(), piece.category, piece.minutes)).collect()
    }

    #[test]
    fn a_night_duty_is_split_at_midnight_and_by_category() {
        use HoursCategory::{Night, Normal, OnCall, Weekend};
        let piece = |day: &str, category, minutes| (day.to_owned(), category, minutes);
        let (wed, thu) = ("2026-11-18", "2026-11-19");
        assert_eq!(
            told("2026-11-18T20:00:00Z", "2026-11-19T07:30:00Z", false),
            [piece(wed, Normal, 120), piece(wed, Night, 120), piece(thu, Night, 360), piece(thu, Normal, 90)]
        );
        assert_eq!(told("2026-11-18T20:00:00Z", "2026-11-19T02:00:00Z", true), [piece(wed, OnCall, 240), piece(thu, OnCall, 120)]);
        let friday = told("2026-11-20T21:00:00Z", "2026-11-21T03:00:00Z", false);
        assert_eq!(friday, [piece("2026-11-20", Normal, 60), piece("2026-11-20", Night, 120), piece("2026-11-21", Weekend, 180)]);
    }

    #[test]
    fn the_night_of_a_clock_change_has_the_minutes_it_had() {
        let minutes = |from, until| told(from, until, false).iter().map(|(_, _, minutes)| minutes).sum::<i64>();
        // 22:00 to 06:00 by the clock both times: seven hours in spring, nine in autumn.
        assert_eq!(minutes("2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"), 7 * 60);
        assert_eq!(minutes("2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"), 9 * 60);
        let weekdays = Rates { weekend: Vec::new(), ..Rates::default() };
        let autumn = Bounds::new(&weekdays, zone("Europe/London"), false);
        let night = autumn.split(&[Span::new(at("2026-10-25T00:00:00Z"), at("2026-10-25T07:00:00Z")).unwrap()]);
        let told: Vec<(HoursCategory, i64)> = night.iter().map(|piece| (piece.category, piece.minutes)).collect();
        assert_eq!(told, [(HoursCategory::Night, 360), (HoursCategory::Normal, 60)], "01:00 BST to 06:00 GMT is six hours");
    }

    #[test]
    fn seconds_add_up_and_breaks_are_taken_off() {
        let bounds = Bounds::new(&Rates::default(), zone("UTC"), false);
        let span = |from, until| Span::new(at(from), at(until)).unwrap();
        let halves = [span("2026-11-18T09:00:00Z", "2026-11-18T09:00:30Z"), span("2026-11-18T10:00:00Z", "2026-11-18T10:00:30Z")];
        assert_eq!(bounds.split(&halves).iter().map(|piece| piece.minutes).sum::<i64>(), 1);
        let day = bounds.split(&[span("2026-11-18T05:00:00Z", "2026-11-18T14:00:00Z")]);
        let left: Vec<(HoursCategory, i64)> = less(day, 510).iter().map(|piece| (piece.category, piece.minutes)).collect();
        assert_eq!(left, [(HoursCategory::Night, 60), (HoursCategory::Normal, 450)]);
    }

    proptest! {
        /// Whatever the zone and however long: the pieces are as long as the whole, and each lies on one day.
        #[test]
        fn nothing_is_lost_or_made(name in prop::sample::select(vec!["Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"]),
            start in 1_262_304_000_000_i64..1_893_456_000_000, lengths in prop::collection::vec((1_000_i64..200_000_000, 1_000_i64..50_000_000), 1..4)) {
            let bounds = Bounds::new(&Rates::default(), zone(name), false);
            let (mut spans, mut from) = (Vec::new(), start);
            for (length, pause) in lengths {
                spans.push(Span::new(Timestamp::clamped(from), Timestamp::clamped(from + length)).unwrap());
                from += length + pause;
            }
            let pieces = bounds.split(&spans);
            let whole: i64 = spans.iter().map(Span::millis).sum();
            prop_assert_eq!(pieces.iter().map(|piece| piece.minutes).sum::<i64>(), whole / MINUTE);
            let mut keys: Vec<_> = pieces.iter().map(|piece| (piece.day, piece.category)).collect();
            keys.sort_unstable();
            keys.dedup();
            prop_assert_eq!(keys.len(), pieces.len());
            prop_assert!(pieces.iter().all(|piece| Day::of(piece.at, &zone(name)) == piece.day && piece.minutes <= 25 * 60));
        }
    }
}
