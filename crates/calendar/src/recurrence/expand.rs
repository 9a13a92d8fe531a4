//! The occurrences of a recurrence that lie in a window.

use super::plan::Plan;
use super::walk::{Stopped, walk};
use super::{End, MOST_DATES, Moment, Recurrence, Rule, Start};
use crate::wall::{Landing, land, shown};
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;

/// Work that one expansion may do: days looked at and times made. On a slow core a few hundredths of a second.
pub const MOST_WORK: u64 = 500_000;

/// Which occurrences one wants: those in `[from, until)`, and no more than so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after.
    pub until: Timestamp,
    /// No more occurrences than this.
    pub most: usize,
}

impl Window {
    /// All of time, and no more than so many.
    pub fn whole(most: usize) -> Self {
        Self { from: Timestamp::MIN, until: Timestamp::MAX, most }
    }
}

/// One time at which it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// What the rule says clocks show.
    pub wall: DateTime,
    /// When that is.
    pub instant: Timestamp,
    /// What the clocks did to it.
    pub how: Landing,
}

/// Why an expansion has no more occurrences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// There are no more.
    Whole,
    /// More may follow after the window.
    Window,
    /// There are more than were wanted.
    Most,
    /// The rule makes more work than it may ([`MOST_WORK`]): a rule that never happens, or one that happens far too often.
    Work,
}

/// Occurrences in order of time, and why there are no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// Each instant once.
    pub occurrences: Vec<Occurrence>,
    /// Why there are no more.
    pub ended: Ended,
}

impl Recurrence {
    /// The occurrences in `window`.
    pub fn expand(&self, window: Window) -> Expansion {
        self.expand_within(window, &mut MOST_WORK.clone())
    }

    /// The same with the work that is left: whoever expands many shares it among them.
    pub(crate) fn expand_within(&self, window: Window, left: &mut u64) -> Expansion {
        let allowed = (*left).min(MOST_WORK);
        let mut work = allowed;
        let excepted = Excepted::of(self);
        let wanted = window.most.saturating_add(excepted.many).saturating_add(1);
        let mut found = BTreeMap::new();
        let mut ended = Ended::Whole;
        for rule in self.rules.iter().take(MOST_DATES) {
            let (more, why) = of_rule(rule, &self.start, window, wanted, &mut work);
            found.extend(more.into_iter().map(|occurrence| (occurrence.instant, occurrence)));
            ended = ended.max(why);
        }
        let start = self.rules.is_empty().then_some(Moment::Wall(self.start.wall));
        for moment in start.iter().chain(&self.also).take(MOST_DATES) {
            match self.start.occurrence(moment) {
                Some(occurrence) if occurrence.instant >= window.until => ended = ended.max(Ended::Window),
                Some(occurrence) if occurrence.instant >= window.from => {
                    found.entry(occurrence.instant).or_insert(occurrence);
                }
                _ => {}
            }
        }
        let mut occurrences: Vec<_> = found.into_values().filter(|occurrence| !excepted.holds(occurrence)).collect();
        if occurrences.len() > window.most {
            occurrences.truncate(window.most);
            ended = Ended::Most;
        }
        *left -= allowed - work;
        Expansion { occurrences, ended }
    }
}

impl Start {
    fn occurrence(&self, moment: &Moment) -> Option<Occurrence> {
        let wall = match moment {
            Moment::Date(date) => date.to_datetime(self.wall.time()),
            Moment::Wall(wall) => *wall,
            Moment::Instant(instant) => {
                return Some(Occurrence { wall: shown(*instant, &self.zone), instant: *instant, how: Landing::Exact });
            }
        };
        land(wall, &self.zone).map(|landed| Occurrence { wall, instant: landed.instant, how: landed.how })
    }
}

/// What does not happen. A mere date takes away all that would happen on that day: so do calendars in the wild.
struct Excepted {
    instants: HashSet<Timestamp>,
    dates: HashSet<jiff::civil::Date>,
    many: usize,
}

impl Excepted {
    fn of(recurrence: &Recurrence) -> Self {
        let (mut instants, mut dates) = (HashSet::new(), HashSet::new());
        for moment in recurrence.except.iter().take(MOST_DATES) {
            match moment {
                Moment::Date(date) => {
                    dates.insert(*date);
                }
                other => instants.extend(recurrence.start.occurrence(other).map(|occurrence| occurrence.instant)),
            }
        }
        // A date may take away a day's worth of hours; of minutes, the last page is short.
        let many = instants.len() + dates.len() * 24;
        Self { instants, dates, many }
    }

    fn holds(&self, occurrence: &Occurrence) -> bool {
        self.instants.contains(&occurrence.instant) || self.dates.contains(&occurrence.wall.date())
    }
}

fn of_rule(rule: &Rule, start: &Start, window: Window, wanted: usize, work: &mut u64) -> (Vec<Occurrence>, Ended) {
    let plan = Plan::new(rule, start);
    // Clocks move by a day at most: what is further off the window in wall time is off it in time.
    let first_wall = shown(window.from, &start.zone).saturating_sub(2.days());
    let last_wall = shown(window.until, &start.zone).saturating_add(2.days());
    let (mut found, mut counted, mut ended) = (Vec::new(), 0_u32, Ended::Whole);
    // What is counted must be counted from the beginning; everything else begins where it is wanted.
    let from = (!matches!(rule.end, End::Count(_))).then_some(first_wall);
    let stopped = walk(&plan, start, from, work, &mut |wall| {
        counted += 1;
        let over = match &rule.end {
            End::Count(count) => counted > *count,
            End::Until(until) => is_past(wall, until, start),
            End::Never => false,
        };
        if over {
            return ControlFlow::Break(());
        }
        if wall > last_wall {
            ended = Ended::Window;
            return ControlFlow::Break(());
        }
        if wall < first_wall {
            return ControlFlow::Continue(());
        }
        let Some(occurrence) = start.occurrence(&Moment::Wall(wall)) else { return ControlFlow::Break(()) };
        if occurrence.instant >= window.until {
            ended = Ended::Window;
        } else if occurrence.instant >= window.from {
            found.push(occurrence);
        }
        if matches!(rule.end, End::Count(count) if counted == count) {
            return ControlFlow::Break(());
        }
        if found.len() >= wanted {
            ended = Ended::Most;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    (found, if stopped == Stopped::Work { Ended::Work } else { ended })
}

/// Whether `wall` lies after the end; an end that is a date holds its whole day.
fn is_past(wall: DateTime, until: &Moment, start: &Start) -> bool {
    match until {
        Moment::Date(date) => wall.date() > *date,
        Moment::Wall(last) => wall > *last,
        Moment::Instant(last) => land(wall, &start.zone).is_none_or(|landed| landed.instant > *last),
    }
}
