//! When the events of a calendar really happen: rules expanded, edited occurrences in place of what they edit, what was called off left out.

use super::component::Problem;
use super::event::{Event, told};
use crate::recurrence::{Ended, Moment, Occurrence, Recurrence, Window};
use crate::wall::{Landing, land};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashMap};

/// One time at which one event happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Which of the events given.
    pub event: usize,
    /// What clocks show when it begins.
    pub wall: DateTime,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends: perhaps not after it begins.
    pub end: Timestamp,
    /// What the clocks did to its beginning.
    pub how: Landing,
    /// Whether it stands in place of an occurrence of a rule.
    pub edited: bool,
}

/// Work that one file may make, however many rules are in it.
const MOST_WORK_OF_A_FILE: u64 = 2_000_000;

/// What happens in `window`, by its beginning, in order of time; and what of it could not be worked out.
pub fn spans(events: &[Event], window: Window) -> (Vec<Span>, Vec<Problem>) {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        groups.entry(&event.uid).or_default().push(at);
    }
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let mut work = MOST_WORK_OF_A_FILE;
    for group in groups.values() {
        of_group(events, group, window, &mut work, &mut found, &mut problems);
    }
    found.sort_by_key(|span| (span.start, span.event));
    if found.len() > window.most {
        found.truncate(window.most);
        problems.push(told(0, format!("there is more in it than {}: the rest is left out", window.most)));
    }
    (found, problems)
}

/// All that bears one UID: a series, and what was made of single occurrences of it.
fn of_group(events: &[Event], group: &[usize], window: Window, work: &mut u64, found: &mut Vec<Span>, problems: &mut Vec<Problem>) {
    let series = latest(events, group, problems);
    let edits = Edits::of(events, group, series);
    if let Some(series) = series {
        let event = &events[series];
        let expansion = event.recurrence.expand_within(window, work);
        let why = match expansion.ended {
            Ended::Whole | Ended::Window => None,
            Ended::Most => Some(format!("happens more than {} times: the rest is left out", window.most)),
            Ended::Work => Some("its rule makes too much work: what else it may mean is left out".to_owned()),
        };
        problems.extend(why.map(|why| told(event.line, why)));
        for occurrence in expansion.occurrences {
            if !edits.hold(&occurrence) && !event.cancelled {
                push(events, series, &occurrence, false, found, problems);
            }
        }
    }
    for edit in edits.0.into_values() {
        let event = &events[edit];
        let once = Recurrence { rules: Vec::new(), also: Vec::new(), except: Vec::new(), ..event.recurrence.clone() };
        for occurrence in once.expand(window).occurrences.iter().filter(|_| !event.cancelled) {
            push(events, edit, occurrence, true, found, problems);
        }
    }
}

fn push(events: &[Event], at: usize, occurrence: &Occurrence, edited: bool, found: &mut Vec<Span>, problems: &mut Vec<Problem>) {
    let event = &events[at];
    match event.length.end(occurrence, &event.recurrence.start.zone) {
        Some(end) => found.push(Span { event: at, wall: occurrence.wall, start: occurrence.instant, end, how: occurrence.how, edited }),
        None => problems.push(told(event.line, "ends past the end of the calendar")),
    }
}

/// The series itself: of several editions the latest. Whoever gives two things one UID is told.
fn latest(events: &[Event], group: &[usize], problems: &mut Vec<Problem>) -> Option<usize> {
    let series: Vec<usize> = group.iter().copied().filter(|at| events[*at].replaces.is_none()).collect();
    let chosen = series.iter().copied().max_by_key(|at| events[*at].sequence)?;
    for other in series.iter().filter(|at| **at != chosen) {
        problems.push(told(events[*other].line, format!("has the UID of line {}, which is read instead", events[chosen].line)));
    }
    Some(chosen)
}

/// What was made of single occurrences: of several editions of one, the latest.
struct Edits(HashMap<Key, usize>);

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Instant(Timestamp),
    Date(jiff::civil::Date),
}

impl Edits {
    fn of(events: &[Event], group: &[usize], series: Option<usize>) -> Self {
        let mut edits: HashMap<Key, usize> = HashMap::new();
        for at in group.iter().copied() {
            let zone = &events[series.unwrap_or(at)].recurrence.start.zone;
            let Some(key) = events[at].replaces.as_ref().and_then(|moment| key(moment, zone)) else { continue };
            let chosen = edits.entry(key).or_insert(at);
            if events[*chosen].sequence < events[at].sequence {
                *chosen = at;
            }
        }
        Self(edits)
    }

    /// Whether an occurrence was edited: the edit stands in its place.
    fn hold(&self, occurrence: &Occurrence) -> bool {
        self.0.contains_key(&Key::Instant(occurrence.instant)) || self.0.contains_key(&Key::Date(occurrence.wall.date()))
    }
}

fn key(moment: &Moment, zone: &TimeZone) -> Option<Key> {
    match moment {
        Moment::Date(date) => Some(Key::Date(*date)),
        Moment::Instant(instant) => Some(Key::Instant(*instant)),
        Moment::Wall(wall) => land(*wall, zone).map(|landed| Key::Instant(landed.instant)),
    }
}
