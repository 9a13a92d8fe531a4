//! Working time, paid and unpaid together: what the place would come to with everything around it. Days and weeks are those of the
//! place's zone, and an hour is an hour also when clocks change. What does not take a member's time whole, such as being on call, is
//! not counted.

use super::super::asked::Asked;
use super::super::facts::{Busy, MemberFacts};
use super::super::wire::{Finding, Rule};
use crate::spans::{merged, millis_within};
use crate::working_rules::{Weight, WorkingRule, WorkingRules};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::{Span, Timestamp};

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// A night counts when so much of it is worked, as in the European directive (2003/88, article 2); a shorter one when all of it is.
pub(super) const NIGHT_WORK: i64 = 3 * HOUR;

/// Asks every rule that is not off.
pub(super) fn is_overworked(asked: &Asked<'_>, facts: &MemberFacts, rules: &WorkingRules, findings: &mut Vec<Finding>) {
    if !asked.exclusive || rules.rules.iter().all(|set| set.effect == Weight::Off) {
        return;
    }
    let Some(around) = asked.days.whole() else { return };
    let counts = |busy: &&Busy| busy.exclusive && Some(busy.id) != asked.besides && busy.span.overlaps(&around);
    let others: Vec<&Busy> = facts.busy.iter().filter(counts).collect();
    let worked = merged(others.iter().map(|busy| busy.span).chain([asked.span]).filter_map(|span| span.intersection(&around)).collect());
    let mut ask = |rule: WorkingRule, find: &dyn Fn(i64) -> Option<Finding>| {
        let Some((limit, weight)) = rules.of(rule) else { return };
        let effect = if weight == Weight::Block { super::super::wire::Effect::Block } else { super::super::wire::Effect::Warn };
        findings.extend(find(limit).map(|finding| Finding { effect, ..finding }));
    };
    ask(WorkingRule::Rest, &|limit| rest(asked, &others, limit));
    ask(WorkingRule::DayHours, &|limit| day_hours(asked, &worked, limit));
    ask(WorkingRule::WeekHours, &|limit| week_hours(asked, &worked, limit));
    ask(WorkingRule::ConsecutiveDays, &|limit| consecutive_days(asked, &worked, limit));
    ask(WorkingRule::Nights, &|limit| nights(asked, &worked, rules, limit));
}

/// Within the 24 hours from when work begins there must be `limit` hours of rest in a row: what is not parted by as much is one stretch
/// of work, and a stretch may last 24 hours less the rest.
fn rest(asked: &Asked<'_>, others: &[&Busy], limit: i64) -> Option<Finding> {
    let needed = limit * HOUR;
    let (mut start, mut end) = (asked.span.start(), asked.span.end());
    // Every other that is nearer than the rest belongs to the stretch, which then reaches further.
    loop {
        let near = |busy: &&&Busy| {
            let (from, until) = (busy.span.start(), busy.span.end());
            until.millis() + needed > start.millis() && from.millis() < end.millis() + needed && (from < start || until > end)
        };
        let Some(next) = others.iter().find(near) else { break };
        (start, end) = (start.min(next.span.start()), end.max(next.span.end()));
    }
    if end.millis() - start.millis() <= DAY - needed {
        return None;
    }
    let (says, about) = rest_says(asked, others, limit);
    let finding = Finding::warn(Rule::Rest, says).lasting(Some(start), Some(end));
    Some(match about {
        Some(busy) => finding.about(busy.id),
        None => finding,
    })
}

/// Whether these two alone leave too little rest, whoever has both.
pub(super) fn too_near(one: Span, other: Span, limit: i64) -> bool {
    let (start, end) = (one.start().min(other.start()), one.end().max(other.end()));
    let gap = one.start().max(other.start()).millis() - one.end().min(other.end()).millis();
    gap < limit * HOUR && end.millis() - start.millis() > DAY - limit * HOUR
}

/// Between what and what there is too little rest.
fn rest_says<'b>(asked: &Asked<'_>, others: &[&'b Busy], limit: i64) -> (String, Option<&'b Busy>) {
    let needed = limit * HOUR;
    let before = others.iter().filter(|busy| busy.span.start() < asked.span.start()).max_by_key(|busy| busy.span.end());
    let after = others.iter().filter(|busy| busy.span.start() >= asked.span.start()).min_by_key(|busy| busy.span.start());
    let gap_before = before.map(|busy| (asked.span.start().millis() - busy.span.end().millis()).max(0)).filter(|gap| *gap < needed);
    let gap_after = after.map(|busy| (busy.span.start().millis() - asked.span.end().millis()).max(0)).filter(|gap| *gap < needed);
    match (before.zip(gap_before), after.zip(gap_after)) {
        (Some((busy, gap)), _) => {
            (format!("Has {} of rest after {}; {limit} hours are needed within 24.", length(gap), busy.title), Some(*busy))
        }
        (None, Some((busy, gap))) => {
            (format!("Has {} of rest before {}; {limit} hours are needed within 24.", length(gap), busy.title), Some(*busy))
        }
        (None, None) => (format!("Lasts {}, which leaves less than {limit} hours of rest within 24.", length(asked.span.millis())), None),
    }
}

fn day_hours(asked: &Asked<'_>, worked: &[Span], limit: i64) -> Option<Finding> {
    let over = asked.days.touched().find_map(|at| {
        let (from, until) = asked.days.bounds(at)?;
        let millis = millis_within(worked, from, until);
        (millis > limit * HOUR).then_some((at, from, until, millis))
    });
    let (at, from, until, millis) = over?;
    let says = format!("Would work {} on {}; at most {limit} hours are allowed in a day.", length(millis), told(asked.days.date(at)?));
    Some(Finding::warn(Rule::DayHours, says).lasting(Some(from), Some(until)))
}

fn week_hours(asked: &Asked<'_>, worked: &[Span], limit: i64) -> Option<Finding> {
    let over = asked.days.touched().find_map(|at| {
        let monday = asked.days.monday_of(at)?;
        let (from, until) = (asked.days.bounds(monday)?.0, asked.days.bounds(monday + 6)?.1);
        let millis = millis_within(worked, from, until);
        (millis > limit * HOUR).then_some((monday, from, until, millis))
    });
    let (monday, from, until, millis) = over?;
    let says =
        format!("Would work {} in the week from {}; at most {limit} hours are allowed.", length(millis), told(asked.days.date(monday)?));
    Some(Finding::warn(Rule::WeekHours, says).lasting(Some(from), Some(until)))
}

fn consecutive_days(asked: &Asked<'_>, worked: &[Span], limit: i64) -> Option<Finding> {
    let works = |at: usize| asked.days.bounds(at).is_some_and(|(from, until)| millis_within(worked, from, until) > 0);
    let (first, last) = run(asked.days.len(), asked.days.touched(), works)?;
    let days = i64::try_from(last - first + 1).unwrap_or(i64::MAX);
    if days <= limit {
        return None;
    }
    let says = format!(
        "Would work {days} days in a row, from {} to {}; at most {limit} are allowed.",
        told(asked.days.date(first)?),
        told(asked.days.date(last)?)
    );
    Some(Finding::warn(Rule::ConsecutiveDays, says).lasting(Some(asked.days.bounds(first)?.0), Some(asked.days.bounds(last)?.1)))
}

fn nights(asked: &Asked<'_>, worked: &[Span], rules: &WorkingRules, limit: i64) -> Option<Finding> {
    let night = |at: usize| night_of(&asked.zone, rules, asked.days.date(at)?);
    let works =
        |at: usize| night(at).is_some_and(|night| millis_within(worked, night.start(), night.end()) >= NIGHT_WORK.min(night.millis()));
    // The night of the day before may reach into the place.
    let touched = asked.days.touched();
    let mine: Vec<usize> = (touched.start().saturating_sub(1)..=*touched.end())
        .filter(|at| night(*at).is_some_and(|night| night.overlaps(&asked.span)))
        .collect();
    let runs = mine.into_iter().filter_map(|at| run(asked.days.len(), at..=at, works));
    let (first, last) = runs.max_by_key(|(first, last)| last - first)?;
    let count = i64::try_from(last - first + 1).unwrap_or(i64::MAX);
    if count <= limit {
        return None;
    }
    let says = format!(
        "Would work {count} nights in a row, from {} to {}; at most {limit} are allowed.",
        told(asked.days.date(first)?),
        told(asked.days.date(last)?)
    );
    Some(Finding::warn(Rule::Nights, says).lasting(Some(night(first)?.start()), Some(night(last)?.end())))
}

/// The night that begins on a day.
pub(super) fn night_of(zone: &TimeZone, rules: &WorkingRules, day: Date) -> Option<Span> {
    let at = |day: Date, minute: i64| {
        let time = Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
        let zoned = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
        Timestamp::from_millis(zoned.timestamp().as_millisecond())
    };
    let morning = if rules.night_until <= rules.night_from { day.tomorrow().ok()? } else { day };
    Span::new(at(day, rules.night_from)?, at(morning, rules.night_until)?).ok()
}

/// The run of days around those touched that all hold, if those touched do.
fn run(count: usize, touched: std::ops::RangeInclusive<usize>, holds: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    if !touched.clone().all(&holds) {
        return None;
    }
    let (mut first, mut last) = (*touched.start(), *touched.end());
    while first > 0 && holds(first - 1) {
        first -= 1;
    }
    while last + 1 < count && holds(last + 1) {
        last += 1;
    }
    Some((first, last))
}

fn told(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// `8 hours 30 minutes`.
fn length(millis: i64) -> String {
    let (hours, minutes) = (millis / HOUR, millis % HOUR / MINUTE);
    let of = |count: i64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match (hours, minutes) {
        (_, 0) => of(hours, "hour"),
        (0, _) => of(minutes, "minute"),
        _ => format!("{} {}", of(hours, "hour"), of(minutes, "minute")),
    }
}
