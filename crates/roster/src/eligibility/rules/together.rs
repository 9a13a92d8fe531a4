//! What working time comes to when somebody is given several places at once, as numbers that a search can add up: the rules of
//! `working_time`, taken apart into pairs, sums and runs. They are never stricter than the rules, which have the last word: what only
//! several things together come to, such as a night worked in three pieces, or days counted in two zones, is left to them.

use super::super::Place;
use super::super::asked::{Days, LEAST_DAYS};
use super::working_time::{HOUR, MINUTE, NIGHT_WORK, night_of, too_near};
use crate::spans::millis_within;
use crate::working_rules::{Weight, WorkingRule, WorkingRules};
use jiff::tz::TimeZone;
use kernel::{Span, Timestamp};
use planner::{Bound, InARow, TooMuch, Within};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The bounds of each rule that is on; `worked` is what each member has, in order and joined, and `warning` what being warned costs.
pub(in super::super) fn bounds(places: &[&Place], worked: &[Vec<Span>], rules: &WorkingRules, warning: f64) -> Vec<Bound> {
    let price = |weight: Weight| if weight == Weight::Block { f64::INFINITY } else { warning };
    let spans: Vec<Option<Span>> = places.iter().map(|place| Span::new(place.start, place.end).ok().filter(|_| place.exclusive)).collect();
    let mut bounds = Vec::new();
    if let Some((limit, weight)) = rules.of(WorkingRule::Rest) {
        bounds.push(Bound { what: TooMuch::Both(near(&spans, limit)), price: price(weight) });
    }
    for zone in places.iter().map(|place| place.zone.as_str()).collect::<BTreeSet<_>>() {
        let mine = |(span, place): (&Option<Span>, &&Place)| span.filter(|_| place.zone == zone);
        let Some(grid) = Grid::of(spans.iter().zip(places).map(mine).collect(), zone, rules) else { continue };
        let mut ask = |rule: WorkingRule, what: &dyn Fn(i64) -> TooMuch| {
            bounds.extend(rules.of(rule).map(|(limit, weight)| Bound { what: what(limit), price: price(weight) }));
        };
        ask(WorkingRule::DayHours, &|limit| TooMuch::Within(grid.within(worked, &grid.every_day(), limit)));
        ask(WorkingRule::WeekHours, &|limit| TooMuch::Within(grid.within(worked, &grid.every_week(), limit)));
        ask(WorkingRule::ConsecutiveDays, &|limit| TooMuch::InARow(grid.days_in_a_row(worked, limit)));
        ask(WorkingRule::Nights, &|limit| TooMuch::InARow(grid.nights_in_a_row(worked, rules, limit)));
    }
    bounds
}

/// Pairs that leave too little rest.
fn near(spans: &[Option<Span>], limit: i64) -> Vec<(usize, usize)> {
    let all: Vec<(usize, Span)> = spans.iter().enumerate().filter_map(|(at, span)| Some((at, (*span)?))).collect();
    let pairs = all.iter().enumerate().flat_map(|(nth, one)| all[..nth].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| too_near(one.1, other.1, limit)).map(|(one, other)| (one.0, other.0)).collect()
}

/// The days of one zone around the places of that zone.
struct Grid {
    spans: Vec<Option<Span>>,
    zone: TimeZone,
    days: Days,
}

impl Grid {
    fn of(spans: Vec<Option<Span>>, zone: &str, rules: &WorkingRules) -> Option<Self> {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let start = spans.iter().flatten().map(Span::start).min()?;
        let end = spans.iter().flatten().map(Span::end).max()?;
        let days = Days::around(Span::new(start, end).ok()?, &zone, LEAST_DAYS.max(rules.longest_run() + 2))?;
        Some(Self { spans, zone, days })
    }

    fn every_day(&self) -> Vec<(Timestamp, Timestamp)> {
        (0..self.days.len()).filter_map(|at| self.days.bounds(at)).collect()
    }

    /// The weeks that lie within from Monday on.
    fn every_week(&self) -> Vec<(Timestamp, Timestamp)> {
        let mondays = (0..self.days.len()).filter(|at| self.days.monday_of(*at) == Some(*at));
        mondays.filter_map(|at| Some((self.days.bounds(at)?.0, self.days.bounds(at + 6)?.1))).collect()
    }

    fn within(&self, worked: &[Vec<Span>], stretches: &[(Timestamp, Timestamp)], limit: i64) -> Within {
        let minutes = |spans: &[Span], (from, until): (Timestamp, Timestamp)| minutes(millis_within(spans, from, until));
        let part = |span: &Option<Span>| {
            let inside = |span: Span| {
                let first = stretches.partition_point(|(_, until)| *until <= span.start());
                let touched = stretches.iter().enumerate().skip(first).take_while(move |(_, (from, _))| *from < span.end());
                touched.map(move |(at, stretch)| (at, minutes(&[span], *stretch))).collect::<Vec<_>>()
            };
            span.map(inside).unwrap_or_default()
        };
        Within {
            most: minutes_of(limit),
            parts: self.spans.iter().map(part).collect(),
            had: worked.iter().map(|spans| stretches.iter().map(|stretch| minutes(spans, *stretch)).collect()).collect(),
        }
    }

    fn days_in_a_row(&self, worked: &[Vec<Span>], limit: i64) -> InARow {
        let days = self.spans.iter().map(|span| self.days.of((*span)?).map(RangeInclusive::into_inner)).collect();
        let had = |spans: &Vec<Span>| self.every_day().into_iter().map(|(from, until)| millis_within(spans, from, until) > 0).collect();
        InARow { most: usize::try_from(limit).unwrap_or(usize::MAX), days, had: worked.iter().map(had).collect() }
    }

    fn nights_in_a_row(&self, worked: &[Vec<Span>], rules: &WorkingRules, limit: i64) -> InARow {
        let nights: Vec<Option<Span>> = (0..self.days.len()).map(|at| night_of(&self.zone, rules, self.days.date(at)?)).collect();
        let counts = |spans: &[Span], night: &Option<Span>| {
            night.is_some_and(|night| millis_within(spans, night.start(), night.end()) >= NIGHT_WORK.min(night.millis()))
        };
        let nights_of = |span: &Option<Span>| {
            let spans = [(*span)?];
            let mine = || nights.iter().enumerate().filter(|(_, night)| counts(&spans, night)).map(|(at, _)| at);
            Some((mine().min()?, mine().max()?))
        };
        InARow {
            most: usize::try_from(limit).unwrap_or(usize::MAX),
            days: self.spans.iter().map(nights_of).collect(),
            had: worked.iter().map(|spans| nights.iter().map(|night| counts(spans, night)).collect()).collect(),
        }
    }
}

fn minutes_of(hours: i64) -> f64 {
    minutes(hours * HOUR)
}

#[expect(clippy::cast_precision_loss, reason = "minutes of some months")]
fn minutes(millis: i64) -> f64 {
    millis as f64 / MINUTE as f64
}
