//! A rule, as read: lists in order, nothing twice, nothing RFC 5545 forbids.

use super::{Kind, Refusal, Start};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};

/// How often, before the other parts narrow or widen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// Each second.
    Secondly,
    /// Each minute.
    Minutely,
    /// Each hour.
    Hourly,
    /// Each day.
    Daily,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each year.
    Yearly,
}

/// A day of the week, perhaps the nth of its month or year; counted from the end where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnDay {
    /// Which of them; every one where it does not say.
    pub nth: Option<i8>,
    /// The day.
    pub weekday: Weekday,
}

/// A point in time as calendars write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Date(Date),
    /// What clocks show where it happens.
    Wall(DateTime),
    /// The same everywhere.
    Instant(Timestamp),
}

/// Where a rule ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Nowhere.
    Never,
    /// After so many occurrences.
    Count(u32),
    /// With the last occurrence not after this.
    Until(Moment),
}

/// One RFC 5545 rule. Made by parsing; written back by `Display` in a fixed order of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: u32,
    pub(super) end: End,
    pub(super) seconds: Vec<u8>,
    pub(super) minutes: Vec<u8>,
    pub(super) hours: Vec<u8>,
    pub(super) days: Vec<OnDay>,
    pub(super) month_days: Vec<i8>,
    pub(super) year_days: Vec<i16>,
    pub(super) weeks: Vec<i8>,
    pub(super) months: Vec<u8>,
    pub(super) positions: Vec<i16>,
    pub(super) week_start: Weekday,
}

impl Rule {
    /// Reads the value of an `RRULE`, with or without its name.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        super::read::read(text)
    }

    /// How often.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Where it ends.
    pub fn end(&self) -> &End {
        &self.end
    }

    /// The same rule with another end.
    #[must_use]
    pub fn ending(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    /// Whether rule and start speak of the same kind of time (RFC 5545, 3.3.10): a date ends what has dates, an instant what has a zone.
    pub fn fits(&self, start: &Start) -> Result<(), Refusal> {
        let End::Until(until) = &self.end else { return self.fits_kind(start.kind) };
        match (start.kind, until) {
            (Kind::Date, Moment::Date(_)) | (Kind::Floating, Moment::Wall(_)) | (Kind::Zoned, Moment::Instant(_)) => {
                self.fits_kind(start.kind)
            }
            (Kind::Date, _) => Err(Refusal::Together("it begins on a date, so UNTIL must be a date too")),
            (Kind::Floating, _) => Err(Refusal::Together("it begins at a local time, so UNTIL must be a local time too")),
            (Kind::Zoned, _) => Err(Refusal::Together("it begins at a time in a zone, so UNTIL must be a time in UTC")),
        }
    }

    fn fits_kind(&self, kind: Kind) -> Result<(), Refusal> {
        if kind == Kind::Date && (self.frequency < Frequency::Daily || self.names_times()) {
            return Err(Refusal::Together("it begins on a date, so a rule cannot name hours, minutes or seconds"));
        }
        Ok(())
    }

    fn names_times(&self) -> bool {
        !(self.hours.is_empty() && self.minutes.is_empty() && self.seconds.is_empty())
    }

    pub(super) fn names_days(&self) -> bool {
        !(self.weeks.is_empty() && self.year_days.is_empty() && self.month_days.is_empty() && self.days.is_empty())
    }
}

impl Rule {
    /// Month and day of a rule that says just these, once a year and without an end: how clock changes are described.
    pub(crate) fn yearly_on(&self) -> Option<(u8, OnDay)> {
        let plain = self.frequency == Frequency::Yearly && self.interval == 1 && self.end == End::Never && self.month_days.is_empty();
        match (self.months.as_slice(), self.days.as_slice()) {
            ([month], [on]) if plain && self.weeks.is_empty() && self.year_days.is_empty() && self.positions.is_empty() => {
                Some((*month, *on))
            }
            _ => None,
        }
    }
}
