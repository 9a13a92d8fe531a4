//! What is told by which way, and when it may make itself heard. Pure.

use crate::NoticeKind;
use jiff::ToSpan as _;
use kernel::{Timestamp, Zone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long before it begins an assignment is called to mind, of whoever said nothing.
pub const REMINDER_MINUTES: i64 = 120;
/// Longest before: a week.
pub const LONGEST_REMINDER: i64 = 7 * 24 * 60;
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// By which ways one kind is told, beside the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NoticeWays)]
pub struct Ways {
    /// Of what.
    pub kind: NoticeKind,
    /// By mail.
    pub mail: bool,
    /// By a push message, to the browsers that asked for them.
    pub push: bool,
}

impl Ways {
    /// Of whoever said nothing: all ways, but for what is only called to mind, of which no letter is written.
    pub fn unsaid(kind: NoticeKind) -> Self {
        Self { kind, mail: kind != NoticeKind::Reminder, push: true }
    }
}

/// Hours of each day at which nothing makes itself heard: from a minute of the day until another, over midnight where that is earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// First minute of the day.
    pub from: i64,
    /// The minute after the last.
    pub until: i64,
    /// Where the member's clock stands.
    pub zone: Zone,
    /// Whether what is urgent goes through.
    pub urgent_through: bool,
}

impl Quiet {
    /// From when on something may be heard that was told at `now`; `now` itself outside of quiet hours.
    pub fn heard_at(&self, now: Timestamp, urgent: bool) -> Timestamp {
        if urgent && self.urgent_through {
            return now;
        }
        self.end(now).map_or(now, |end| end.max(now))
    }

    /// When the quiet hours end that hold at `now`, if any do.
    fn end(&self, now: Timestamp) -> Option<Timestamp> {
        let rules = self.zone.rules();
        let local = rules.to_datetime(jiff::Timestamp::from_millisecond(now.millis()).ok()?);
        let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
        let today = local.date();
        let day = if self.from < self.until {
            (self.from..self.until).contains(&minute).then_some(today)
        } else if minute < self.until {
            Some(today)
        } else if minute >= self.from {
            today.checked_add(1.day()).ok()
        } else {
            None
        }?;
        let (hour, minute) = (i8::try_from(self.until % DAY / 60).ok()?, i8::try_from(self.until % 60).ok()?);
        // A time that the clocks jump over is the one as far after it.
        let end = day.at(hour, minute, 0, 0).to_zoned(rules).ok()?;
        Timestamp::from_millis(end.timestamp().as_millisecond())
    }
}

/// What a member said of how they want to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// 0 while nothing was said.
    pub version: i64,
    /// What was said of a kind; of the others nothing.
    pub by_kind: Vec<Ways>,
    /// Quiet hours, if there are any.
    pub quiet: Option<Quiet>,
    /// How long before an assignment it is called to mind.
    pub reminder_minutes: Option<i64>,
}

impl Preferences {
    /// Of whoever said nothing.
    pub fn unsaid() -> Self {
        Self { version: 0, by_kind: Vec::new(), quiet: None, reminder_minutes: Some(REMINDER_MINUTES) }
    }

    /// By which ways a kind is told.
    pub fn ways(&self, kind: NoticeKind) -> Ways {
        self.by_kind.iter().find(|ways| ways.kind == kind).copied().unwrap_or_else(|| Ways::unsaid(kind))
    }

    /// From when on what is told at `now` may make itself heard.
    pub fn heard_at(&self, now: Timestamp, urgent: bool) -> Timestamp {
        self.quiet.as_ref().map_or(now, |quiet| quiet.heard_at(now, urgent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(from: i64, until: i64) -> Quiet {
        Quiet { from, until, zone: Zone::parse("Europe/London").unwrap(), urgent_through: true }
    }

    fn heard(quiet: &Quiet, at: &str, urgent: bool) -> String {
        quiet.heard_at(Timestamp::parse(at).unwrap(), urgent).to_string()
    }

    #[test]
    fn a_night_ends_in_the_morning_whichever_side_of_midnight_it_is() {
        let night = quiet(22 * 60, 7 * 60);
        assert_eq!(heard(&night, "2026-11-28T21:59:59Z", false), "2026-11-28T21:59:59.000Z");
        assert_eq!(heard(&night, "2026-11-28T22:00:00Z", false), "2026-11-29T07:00:00.000Z");
        assert_eq!(heard(&night, "2026-11-29T03:00:00Z", false), "2026-11-29T07:00:00.000Z");
        assert_eq!(heard(&night, "2026-11-29T07:00:00Z", false), "2026-11-29T07:00:00.000Z");
        let noon = quiet(12 * 60, 14 * 60);
        assert_eq!(heard(&noon, "2026-11-28T13:00:00Z", false), "2026-11-28T14:00:00.000Z");
        assert_eq!(heard(&noon, "2026-11-28T03:00:00Z", false), "2026-11-28T03:00:00.000Z");
    }

    #[test]
    fn the_hour_is_that_of_the_members_clock() {
        let night = quiet(22 * 60, 7 * 60);
        // In summer London is an hour ahead.
        assert_eq!(heard(&night, "2026-07-01T21:30:00Z", false), "2026-07-02T06:00:00.000Z");
        // The clocks go forward over half past one: it is heard at half past two.
        assert_eq!(heard(&quiet(0, 90), "2026-03-29T00:30:00Z", false), "2026-03-29T01:30:00.000Z");
    }

    #[test]
    fn what_is_urgent_goes_through_unless_the_member_said_otherwise() {
        let mut night = quiet(22 * 60, 7 * 60);
        assert_eq!(heard(&night, "2026-11-28T23:00:00Z", true), "2026-11-28T23:00:00.000Z");
        night.urgent_through = false;
        assert_eq!(heard(&night, "2026-11-28T23:00:00Z", true), "2026-11-29T07:00:00.000Z");
    }

    #[test]
    fn nobody_gets_a_letter_of_what_is_only_called_to_mind_unless_they_asked() {
        let mut said = Preferences::unsaid();
        assert!(said.ways(NoticeKind::Leave).mail && !said.ways(NoticeKind::Reminder).mail && said.ways(NoticeKind::Reminder).push);
        said.by_kind = vec![Ways { kind: NoticeKind::Reminder, mail: true, push: false }];
        assert!(said.ways(NoticeKind::Reminder).mail && !said.ways(NoticeKind::Reminder).push);
    }
}
