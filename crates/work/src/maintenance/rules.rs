//! When what a plan says is due: pure.
//!
//! A plan counts days, and days know no clock: its rule is worked out without a zone, and the zone says only which day is today and when a
//! day ends. *By plan*, days are those of the rule, whatever became of the one before; a day that a month lacks is no day (RFC 5545,
//! 3.3.10), and `BYMONTHDAY=-1` names the last. *By completion*, the next day is so long after the day on which the work was done; a day
//! that a month lacks becomes its last.

use calendar::recurrence::{Frequency, Kind, Recurrence, Rule, Start, Window as Span};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span as Step, ToSpan};
use kernel::{Error, Result};

kernel::word! {
    /// What the next time is counted from.
    #[schema(as = MaintenanceBasis)]
    Basis {
        /// From the plan: what was done when does not move it.
        Plan = "plan",
        /// From the day on which the work was done.
        Completion = "completion",
    }
}

kernel::word! {
    /// Where a plan stands.
    #[schema(as = MaintenancePlanState)]
    PlanState {
        /// It makes jobs.
        Active = "active",
        /// It makes none for now.
        Suspended = "suspended",
        /// It makes none any more.
        Ended = "ended",
    }
}

kernel::word! {
    /// What became of one time.
    #[schema(as = MaintenanceOutcome)]
    Outcome {
        /// A job was made.
        Made = "made",
        /// Somebody said that it is not needed.
        Skipped = "skipped",
        /// It passed while the plan was suspended or the asset out of use.
        LeftOut = "left_out",
    }
}

/// Longest look back for what was not made yet, and longest look ahead, in days.
pub const MOST_DAYS: i64 = 400;

/// Days around the one on which something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// So many days before, the work may begin.
    pub before: i64,
    /// So many days after, it must be done.
    pub after: i64,
    /// So many days before, its job is made.
    pub lead: i64,
}

/// When a plan has something due.
#[derive(Debug, Clone)]
pub struct Timing {
    recurrence: Recurrence,
    step: Option<Step>,
    first: Date,
    days: Days,
}

/// One time of the past, as far as the next depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// When it was due.
    pub due: Date,
    /// What became of it.
    pub fate: Fate,
}

/// What became of one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its job is not done yet.
    Open,
    /// Its job was done on this day.
    Done(Date),
    /// It was skipped, left out or cancelled on this day.
    Passed(Date),
}

impl Timing {
    /// Reads a rule; refused with the field that is wrong.
    pub fn read(rule: &str, first: Date, basis: Basis, days: Days) -> Result<Self> {
        let fault = |says: String| Error::field("rule", "not-acceptable", says);
        if !(1900..=2199).contains(&first.year()) {
            return Err(Error::field("first_date", "out-of-range", "must be between 1900 and 2199"));
        }
        let rule = Rule::parse(rule).map_err(|refusal| fault(refusal.to_string()))?;
        let step = if basis == Basis::Completion { Some(step(&rule)?) } else { None };
        let start = Start { wall: first.to_datetime(jiff::civil::Time::midnight()), kind: Kind::Date, zone: TimeZone::UTC };
        let recurrence = Recurrence::new(start, rule).map_err(|refusal| fault(refusal.to_string()))?;
        if recurrence.expand(Span::whole(1)).occurrences.is_empty() {
            return Err(fault("names no day at all".to_owned()));
        }
        Ok(Self { recurrence, step, first, days })
    }

    /// What the next time is counted from.
    pub fn basis(&self) -> Basis {
        if self.step.is_some() { Basis::Completion } else { Basis::Plan }
    }

    /// The first and the last day on which the work of one time may be done.
    pub fn window(&self, due: Date) -> (Date, Date) {
        (due.saturating_sub(self.days.before.days()), due.saturating_add(self.days.after.days()))
    }

    /// The last day that has its job already, where today is this day.
    pub fn horizon(&self, today: Date) -> Date {
        today.saturating_add(self.days.lead.days())
    }

    /// Days on which something is still to come for one target, in order, within these two days. What was to be done by a day before
    /// `from` is none. By completion, what follows the next time presumes that everything is done when it is due, or today.
    pub fn ahead(&self, from: Date, past: &[Past], within: (Date, Date), today: Date) -> Vec<Date> {
        let Some(step) = self.step else { return self.planned(from, past, within) };
        let mut next = match self.next(from, past) {
            Some(due) => due,
            // The one that is open comes first.
            None => match past.iter().max_by_key(|one| one.due) {
                Some(open) => after(open.due.max(today), step, open.due),
                None => return Vec::new(),
            },
        };
        let mut found = Vec::new();
        while next <= within.1 && found.len() < 2 * usize::try_from(MOST_DAYS).unwrap_or_default() {
            if next >= within.0 {
                found.push(next);
            }
            next = after(next.max(today), step, next);
        }
        found
    }

    /// Of what is still to come, what is certain and has its job by now.
    pub fn due(&self, from: Date, past: &[Past], today: Date) -> Vec<Date> {
        let horizon = self.horizon(today);
        if self.step.is_some() {
            return self.next(from, past).filter(|due| *due <= horizon).into_iter().collect();
        }
        self.planned(from, past, (today.saturating_sub(MOST_DAYS.days()), horizon))
    }

    /// The next certain time: the first to come by plan, the one after the last by completion; none while that one is open.
    pub fn next_after(&self, from: Date, past: &[Past], today: Date) -> Option<Date> {
        if self.step.is_some() {
            return self.next(from, past);
        }
        let whole = (today.saturating_sub(MOST_DAYS.days()), today.saturating_add(50.years()));
        let lower = whole.0.max(from.saturating_sub(self.days.after.days()));
        self.by_rule(lower, whole.1, past.len() + 1).into_iter().find(|due| past.iter().all(|one| one.due != *due))
    }

    /// Days by plan that have become nothing yet.
    fn planned(&self, from: Date, past: &[Past], within: (Date, Date)) -> Vec<Date> {
        let lower = within.0.max(from.saturating_sub(self.days.after.days()));
        let mut days = self.by_rule(lower, within.1, usize::MAX);
        days.retain(|due| past.iter().all(|one| one.due != *due));
        days
    }

    fn by_rule(&self, from: Date, until: Date, most: usize) -> Vec<Date> {
        let instant = |day: Date| TimeZone::UTC.to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight())).compatible();
        let (Ok(from), Ok(until)) = (instant(from), instant(until.saturating_add(1.day()))) else { return Vec::new() };
        let found = self.recurrence.expand(Span { from, until, most });
        found.occurrences.iter().map(|occurrence| occurrence.wall.date()).collect()
    }

    /// By completion: the one after the last, if that one is over.
    fn next(&self, from: Date, past: &[Past]) -> Option<Date> {
        let step = self.step?;
        let Some(last) = past.iter().max_by_key(|one| one.due) else {
            return Some(if self.window(self.first).1 < from { from } else { self.first });
        };
        let next = match last.fate {
            Fate::Open => return None,
            Fate::Done(on) => after(on, step, last.due),
            Fate::Passed(on) => after(last.due, step, last.due).max(on),
        };
        Some(if self.window(next).1 < from { from } else { next })
    }
}

/// So long after a day, and never before the day after `last`: each time has a day of its own.
fn after(day: Date, step: Step, last: Date) -> Date {
    day.saturating_add(step).max(last.saturating_add(1.day()))
}

/// How long after the work was done the next is due: a rule that says just how often.
fn step(rule: &Rule) -> Result<Step> {
    let text = rule.to_string();
    let mut interval = 1_i64;
    for part in text.split(';').skip(1) {
        match part.split_once('=') {
            Some(("INTERVAL", number)) => interval = number.parse().unwrap_or(1),
            Some(("WKST", _)) => {}
            _ => {
                let says = "counted from completion it says only how often: FREQ and INTERVAL";
                return Err(Error::field("rule", "not-acceptable", format!("{says}, not {part}")));
            }
        }
    }
    let most = |limit: i64| if interval > limit { None } else { Some(interval) };
    let step = match rule.frequency() {
        Frequency::Daily => most(3_660).map(ToSpan::days),
        Frequency::Weekly => most(520).map(ToSpan::weeks),
        Frequency::Monthly => most(120).map(ToSpan::months),
        Frequency::Yearly => most(10).map(ToSpan::years),
        _ => return Err(Error::field("rule", "not-acceptable", "a plan counts days: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY")),
    };
    step.ok_or_else(|| Error::field("rule", "not-acceptable", "what comes again comes within ten years"))
}

#[cfg(test)]
mod tests;
