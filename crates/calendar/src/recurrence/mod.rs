//! By which rule something comes again (RFC 5545, 3.3.10), worked out in wall time: nine in the morning stays nine in the morning.
//!
//! Invariants:
//! 1. An expansion is bounded by a window, by a number of occurrences and by work, and says which of them ended it: no rule, however
//!    hostile, keeps a request busy.
//! 2. Occurrences are in order of time, and no instant comes twice, also where clocks skip or repeat an hour.
//! 3. A rule that says nothing, or something RFC 5545 forbids, is refused with the part that is wrong.
//!
//! Where RFC 5545 leaves it open: a start that its own rule does not meet is no occurrence (3.8.5.3 calls it undefined;
//! [`Recurrence::in_step`] tells); `BYWEEKNO` without `BYDAY` means every day of those weeks.

mod day;
mod expand;
mod plan;
mod read;
mod refusal;
mod rule;
mod walk;
mod written;

pub use expand::{Ended, Expansion, MOST_WORK, Occurrence, Window};
pub use refusal::Refusal;
pub use rule::{End, Frequency, Moment, OnDay, Rule};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// At most so many rules, further dates and exceptions belong to one recurrence.
pub const MOST_DATES: usize = 2_000;

/// The first time something happens: what clocks show, and where they hang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// What clocks show; midnight where only a date is meant.
    pub wall: DateTime,
    /// What kind of time that is.
    pub kind: Kind,
    /// The zone in which wall times are read.
    pub zone: TimeZone,
}

/// What kind of time a start is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole day (`VALUE=DATE`).
    Date,
    /// A time of day wherever one is; the zone beside it is the reader's.
    Floating,
    /// A time of day in its zone, or in UTC.
    Zoned,
}

/// Everything that says when something comes again: `DTSTART`, `RRULE`, `RDATE`, `EXDATE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The first time.
    pub start: Start,
    /// Mostly one rule; none where there are only dates.
    pub rules: Vec<Rule>,
    /// Further dates.
    pub also: Vec<Moment>,
    /// Dates on which it does not happen.
    pub except: Vec<Moment>,
}

impl Recurrence {
    /// What happens by `rule` from `start` on; refused where the two do not fit (the end of a timed rule cannot be a mere date, ...).
    pub fn new(start: Start, rule: Rule) -> Result<Self, Refusal> {
        rule.fits(&start)?;
        Ok(Self { start, rules: vec![rule], also: Vec::new(), except: Vec::new() })
    }

    /// Whether the start is an occurrence of its own rules.
    pub fn in_step(&self) -> bool {
        let Some(landed) = crate::wall::land(self.start.wall, &self.start.zone) else { return false };
        let first = Window { from: landed.instant, until: jiff::Timestamp::MAX, most: 1 };
        self.rules.is_empty() || self.expand(first).occurrences.first().is_some_and(|found| found.wall == self.start.wall)
    }
}
