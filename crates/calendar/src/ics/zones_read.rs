//! Which zone a `TZID` means: an IANA name, a name with a maker's prefix, or what the file itself describes.

use super::component::Component;
use super::value::moment;
use crate::recurrence::Moment;
use crate::wall::zone;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// The zones of one calendar.
pub(super) struct Zones(HashMap<String, Option<TimeZone>>);

impl Zones {
    /// Those that a calendar describes.
    pub(super) fn of(calendar: &Component) -> Self {
        let mut zones = HashMap::new();
        for part in calendar.parts.iter().filter(|part| part.name == "VTIMEZONE") {
            let Some(name) = part.property("TZID").map(|property| property.value.trim()) else { continue };
            let location = part.property("X-LIC-LOCATION").and_then(|property| zone(property.value.trim()));
            zones.entry(name.to_owned()).or_insert_with(|| known(name).or(location).or_else(|| by_rules(part)));
        }
        Self(zones)
    }

    /// The zone of that name; `None` where nobody knows it.
    pub(super) fn named(&self, name: &str) -> Option<TimeZone> {
        let name = name.trim();
        known(name).or_else(|| self.0.get(name).cloned().flatten())
    }
}

/// An IANA name, as it is or at the end of a path such as `/freeassociation.sourceforge.net/Europe/London`.
fn known(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    if name.len() > 200 {
        return None;
    }
    if matches!(name, "Z" | "GMT" | "UTC") {
        return Some(TimeZone::UTC);
    }
    zone(name).or_else(|| name.match_indices('/').find_map(|(at, _)| zone(&name[at + 1..])))
}

/// A zone nobody named, from the rules the file gives: the latest standard time, and the latest daylight time that has no end. It is
/// right for the years in which these rules hold, which is when files such as Outlook's speak of it.
fn by_rules(part: &Component) -> Option<TimeZone> {
    let standard = latest(part, "STANDARD");
    let daylight = latest(part, "DAYLIGHT").filter(|daylight| daylight.rule.is_some());
    let base = standard.as_ref().or(daylight.as_ref())?;
    let standing = format!("XXX{}", base.posix_offset());
    let posix = match (&standard, &daylight) {
        (Some(standard), Some(daylight)) if standard.offset != daylight.offset => {
            let (to_daylight, to_standard) = (daylight.rule.as_ref()?, standard.rule.as_ref()?);
            format!("{standing}YYY{},{to_daylight},{to_standard}", daylight.posix_offset())
        }
        _ => standing,
    };
    TimeZone::posix(&posix).ok()
}

struct Observance {
    offset: i32,
    begins: jiff::civil::DateTime,
    rule: Option<String>,
}

fn latest(part: &Component, kind: &str) -> Option<Observance> {
    part.parts.iter().filter(|part| part.name == kind).filter_map(observance).max_by_key(|observance| observance.begins)
}

fn observance(part: &Component) -> Option<Observance> {
    let offset = offset(part.property("TZOFFSETTO")?.value.trim())?;
    let Some(Moment::Wall(begins)) = moment(part.property("DTSTART")?.value.trim()) else { return None };
    let rule = part.property("RRULE").and_then(|property| posix_rule(&property.value, begins));
    Some(Observance { offset, begins, rule })
}

impl Observance {
    /// POSIX counts west of Greenwich.
    fn posix_offset(&self) -> String {
        let (sign, seconds) = (if self.offset > 0 { "-" } else { "" }, self.offset.abs());
        format!("{sign}{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}

/// `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU` as POSIX says it: `M3.5.0/2`.
fn posix_rule(rule: &str, begins: jiff::civil::DateTime) -> Option<String> {
    let rule = crate::recurrence::Rule::parse(rule).ok()?;
    let (month, on) = rule.yearly_on()?;
    let nth = on.nth?;
    let week = if (1..=4).contains(&nth) {
        nth
    } else if nth == -1 {
        5
    } else {
        return None;
    };
    let day = i32::from(on.weekday.to_sunday_zero_offset());
    Some(format!("M{month}.{week}.{day}/{}:{:02}:{:02}", begins.hour(), begins.minute(), begins.second()))
}

fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |at: usize| digits.get(at..at + 2).map_or(Some(0), |two| two.parse::<i32>().ok());
    let (hours, minutes, seconds) = (part(0)?, part(2)?, part(4)?);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(sign * (hours * 3_600 + minutes * 60 + seconds))
}
