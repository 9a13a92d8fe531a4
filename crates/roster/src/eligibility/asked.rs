//! A place as the rules ask about it: its span, its days in its own zone, and how far around it working time is looked at. What is the
//! same for every member is worked out once.

use super::Place;
use crate::assignments::{AssignmentId, Seat};
use crate::requirements::{Demand, RequirementId};
use crate::working_rules::WorkingRules;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Span, Timestamp};
use std::ops::RangeInclusive;

/// Days looked at before and after a place at least, so that its weeks are whole.
pub(super) const LEAST_DAYS: i64 = 8;

/// A place, prepared.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    pub(super) span: Span,
    pub(super) zone: TimeZone,
    pub(super) requirement: Option<RequirementId>,
    pub(super) demands: &'a [Demand],
    pub(super) seat: Seat,
    pub(super) exclusive: bool,
    pub(super) besides: Option<AssignmentId>,
    pub(super) days: Days,
}

/// The calendar days around a place.
#[derive(Debug, Clone)]
pub(super) struct Days {
    dates: Vec<Date>,
    /// When each begins, and when the last one ends.
    starts: Vec<Timestamp>,
    /// Those that the place touches: what ends at midnight does not touch the next day.
    touched: RangeInclusive<usize>,
}

impl<'a> Asked<'a> {
    /// Prepares a place; nothing where it is empty or lies at the edge of the calendar.
    pub(super) fn of(place: &'a Place, rules: &WorkingRules) -> Option<Self> {
        let zone = TimeZone::get(&place.zone).unwrap_or(TimeZone::UTC);
        let span = Span::new(place.start, place.end).ok()?;
        let days = Days::around(span, &zone, LEAST_DAYS.max(rules.longest_run() + 2))?;
        let Place { requirement, seat, exclusive, besides, .. } = *place;
        Some(Self { span, zone, requirement, demands: &place.demands, seat, exclusive, besides, days })
    }

    /// The first day of the place, and its last.
    pub(super) fn first_and_last(&self) -> Option<(Date, Date)> {
        Some((self.days.date(*self.days.touched.start())?, self.days.date(*self.days.touched.end())?))
    }
}

impl Days {
    /// So many days before a span, its own, and as many after it.
    pub(super) fn around(span: Span, zone: &TimeZone, reach: i64) -> Option<Self> {
        let (first, last) = (span.start().date_in(zone), span.end().plus_millis(-1).date_in(zone));
        let from = first.checked_sub(reach.days()).ok()?;
        let until = last.checked_add(reach.days()).ok()?;
        let dates: Vec<Date> = from.series(1.day()).take_while(|date| *date <= until).collect();
        let ends = until.tomorrow().ok();
        let starts = dates.iter().copied().chain(ends).map(|date| Timestamp::start_of_day(date, zone)).collect::<Option<Vec<_>>>()?;
        let at = |wanted: Date| dates.iter().position(|date| *date == wanted);
        let touched = at(first)?..=at(last)?;
        Some(Self { dates, starts, touched })
    }

    /// How many days are looked at.
    pub(super) fn len(&self) -> usize {
        self.dates.len()
    }

    /// The numbers of the days that the place touches.
    pub(super) fn touched(&self) -> RangeInclusive<usize> {
        self.touched.clone()
    }

    /// The numbers of the days that something touches, if it lies within.
    pub(super) fn of(&self, span: Span) -> Option<RangeInclusive<usize>> {
        let first = self.starts.partition_point(|start| *start <= span.start()).checked_sub(1)?;
        let last = self.starts.partition_point(|start| *start < span.end()).checked_sub(1)?;
        (last < self.dates.len()).then_some(first..=last)
    }

    /// The date of a day.
    pub(super) fn date(&self, at: usize) -> Option<Date> {
        self.dates.get(at).copied()
    }

    /// When a day begins and ends.
    pub(super) fn bounds(&self, at: usize) -> Option<(Timestamp, Timestamp)> {
        Some((*self.starts.get(at)?, *self.starts.get(at + 1)?))
    }

    /// The number of the Monday of a day's week.
    pub(super) fn monday_of(&self, at: usize) -> Option<usize> {
        let since = self.date(at)?.weekday().to_monday_zero_offset();
        at.checked_sub(usize::try_from(since).ok()?)
    }

    /// Everything that is looked at.
    pub(super) fn whole(&self) -> Option<Span> {
        Span::new(*self.starts.first()?, *self.starts.last()?).ok()
    }
}

/// The time around `places` that facts are loaded for.
pub(super) fn looked_at(places: &[Place], rules: &WorkingRules) -> Option<Span> {
    let spans: Vec<Span> = places.iter().filter_map(|place| Asked::of(place, rules)?.days.whole()).collect();
    let (start, end) = (spans.iter().map(Span::start).min()?, spans.iter().map(Span::end).max()?);
    Span::new(start, end).ok()
}
