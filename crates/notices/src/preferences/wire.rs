//! Preferences on the wire.

use super::rules::{LONGEST_REMINDER, Preferences, Quiet, Ways};
use crate::NoticeKind;
use access::edge::VersionedRow;
use kernel::{Error, Result, Zone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// How a member is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticePreferences {
    /// For `If-Match`; 0 while nothing was said.
    pub version: i64,
    /// By which ways each kind is told beside the app: every kind.
    pub by_kind: Vec<Ways>,
    /// Hours at which nothing makes itself heard.
    pub quiet: Option<QuietHours>,
    /// How many minutes before an assignment begins it is called to mind; not at all where it is missing.
    #[schema(example = 120)]
    pub reminder_minutes: Option<i64>,
}

/// Hours of each day at which mail and push messages wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From this time of day on.
    #[schema(example = "22:00", max_length = 5)]
    pub from: String,
    /// Until this time of day; one that is earlier than `from` is on the next day.
    #[schema(example = "07:00", max_length = 5)]
    pub until: String,
    /// The zone of the times.
    #[schema(value_type = String, max_length = 64, example = "Europe/London")]
    pub zone: Zone,
    /// Whether what is urgent goes through; it does unless said otherwise.
    #[serde(default = "yes")]
    pub urgent_through: bool,
}

fn yes() -> bool {
    true
}

impl VersionedRow for NoticePreferences {
    fn version(&self) -> i64 {
        self.version
    }
}

impl NoticePreferences {
    /// As they are told: every kind, whether or not something was said of it.
    pub(super) fn of(said: &Preferences) -> Self {
        let quiet = |quiet: &Quiet| QuietHours {
            from: time_of_day(quiet.from),
            until: time_of_day(quiet.until),
            zone: quiet.zone.clone(),
            urgent_through: quiet.urgent_through,
        };
        Self {
            version: said.version,
            by_kind: NoticeKind::ALL.iter().map(|kind| said.ways(*kind)).collect(),
            quiet: said.quiet.as_ref().map(quiet),
            reminder_minutes: said.reminder_minutes,
        }
    }
}

/// How a member wants to be told: all of it anew.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoticePreferences {
    /// By which ways each kind is told; of a kind not named here what holds of everybody.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub by_kind: Vec<Ways>,
    /// Hours at which nothing makes itself heard; none where it is missing.
    #[serde(default)]
    pub quiet: Option<QuietHours>,
    /// How many minutes before an assignment begins it is called to mind, 5 to 10 080; not at all where it is missing.
    #[serde(default)]
    #[schema(minimum = 5, maximum = 10_080, example = 120)]
    pub reminder_minutes: Option<i64>,
}

impl NewNoticePreferences {
    /// What was sent, checked; `version` is the one it gets.
    pub(super) fn read(self, version: i64) -> Result<Preferences> {
        if self.by_kind.len() > 50 {
            return Err(Error::field("by_kind", "too-many", "must have at most 50"));
        }
        let mut named = BTreeSet::new();
        for (at, ways) in self.by_kind.iter().enumerate() {
            if !named.insert(ways.kind) {
                return Err(Error::field(format!("by_kind[{at}].kind"), "twice", "is named twice"));
            }
        }
        if self.reminder_minutes.is_some_and(|minutes| !(5..=LONGEST_REMINDER).contains(&minutes)) {
            return Err(Error::field("reminder_minutes", "out-of-range", "must be from 5 to 10080"));
        }
        let quiet = self.quiet.map(QuietHours::read).transpose()?;
        Ok(Preferences { version, by_kind: self.by_kind, quiet, reminder_minutes: self.reminder_minutes })
    }
}

impl QuietHours {
    fn read(self) -> Result<Quiet> {
        let minute = |field: &'static str, text: &str| {
            minute_of_day(text).ok_or_else(|| Error::field(field, "not-acceptable", "must be a time of day such as 22:00"))
        };
        let (from, until) = (minute("quiet.from", &self.from)?, minute("quiet.until", &self.until)?);
        if from == until {
            return Err(Error::field("quiet.until", "not-acceptable", "must be another time of day than the first"));
        }
        Ok(Quiet { from, until, zone: self.zone, urgent_through: self.urgent_through })
    }
}

/// The minute of the day that `HH:MM` tells, up to `23:59`.
fn minute_of_day(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i64>().ok())?;
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn time_of_day(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read_back() {
        for minute in [0, 59, 60, 23 * 60 + 59] {
            assert_eq!(minute_of_day(&time_of_day(minute)), Some(minute));
        }
        for bad in ["", "9:00", "24:00", "09:60", "09-00", "+9:00", "009:00"] {
            assert_eq!(minute_of_day(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let hours = |from: &str, until: &str| QuietHours {
            from: from.into(),
            until: until.into(),
            zone: Zone::parse("Europe/London").unwrap(),
            urgent_through: true,
        };
        let new = |by_kind: Vec<Ways>, quiet, reminder_minutes| NewNoticePreferences { by_kind, quiet, reminder_minutes }.read(1);
        let leave = Ways { kind: NoticeKind::Leave, mail: false, push: false };
        assert!(new(vec![leave], Some(hours("22:00", "07:00")), Some(30)).is_ok());
        assert!(new(vec![leave, leave], None, None).is_err());
        assert!(new(Vec::new(), Some(hours("22:00", "22:00")), None).is_err());
        assert!(new(Vec::new(), Some(hours("22:00", "25:00")), None).is_err());
        assert!(new(Vec::new(), None, Some(4)).is_err() && new(Vec::new(), None, Some(10_081)).is_err());
    }
}
