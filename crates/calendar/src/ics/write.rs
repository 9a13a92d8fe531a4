//! Calendars written for phones and desks to subscribe to.

use super::escape::{escaped, fold};
use super::value::written;
use super::zones::described;
use crate::recurrence::Moment;
use crate::wall::shown;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A title, a place or a name is cut to so many characters.
pub const LONGEST_LINE: usize = 500;
/// A description is cut to so many characters.
pub const LONGEST_TEXT: usize = 4_000;

/// A calendar to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What lists of calendars call it.
    pub name: String,
    /// After how many minutes a reader may ask again.
    pub refresh_minutes: u32,
    /// What is in it.
    pub entries: Vec<Entry>,
}

/// One entry, `[start, end)`, in the wall time of its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same for ever and in every feed, so that a change is known for one.
    pub uid: String,
    /// Raised by each change that moves it or calls it off.
    pub sequence: u32,
    /// When it was last changed. Not the time of asking: what did not change must read the same.
    pub changed: Timestamp,
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
    /// Where its clocks hang. A zone without a name is written as UTC.
    pub zone: TimeZone,
    /// What it is.
    pub title: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub place: String,
    /// Whether it stands.
    pub standing: Standing,
}

/// Whether an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Confirmed,
    /// It waits for a word.
    Tentative,
    /// It was called off: readers take it away, which they do not for an entry that is merely missing.
    Cancelled,
}

/// Writes a calendar, with a description of each zone it uses.
pub fn write(calendar: &Calendar) -> String {
    let mut text = String::new();
    let mut line = |line: &str| fold(line, &mut text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Muster//Muster//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    let name = escaped(&calendar.name, LONGEST_LINE);
    line(&format!("NAME:{name}"));
    line(&format!("X-WR-CALNAME:{name}"));
    line(&format!("REFRESH-INTERVAL;VALUE=DURATION:PT{}M", calendar.refresh_minutes.max(1)));
    line(&format!("X-PUBLISHED-TTL:PT{}M", calendar.refresh_minutes.max(1)));
    for (zone, first, last) in zones_of(&calendar.entries) {
        for described in described(&zone, first, last) {
            line(&described);
        }
    }
    for entry in &calendar.entries {
        entry.write(&mut line);
    }
    line("END:VCALENDAR");
    text
}

impl Entry {
    fn write(&self, line: &mut impl FnMut(&str)) {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&self.uid, LONGEST_LINE)));
        line(&format!("DTSTAMP:{}", written(&Moment::Instant(self.changed))));
        line(&format!("LAST-MODIFIED:{}", written(&Moment::Instant(self.changed))));
        line(&format!("SEQUENCE:{}", self.sequence));
        line(&self.time("DTSTART", self.start));
        line(&self.time("DTEND", self.end));
        line(&format!("SUMMARY:{}", escaped(&self.title, LONGEST_LINE)));
        if !self.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&self.description, LONGEST_TEXT)));
        }
        if !self.place.is_empty() {
            line(&format!("LOCATION:{}", escaped(&self.place, LONGEST_LINE)));
        }
        line(match self.standing {
            Standing::Confirmed => "STATUS:CONFIRMED",
            Standing::Tentative => "STATUS:TENTATIVE",
            Standing::Cancelled => "STATUS:CANCELLED",
        });
        line(if self.standing == Standing::Cancelled { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
        line("END:VEVENT");
    }

    /// In wall time with the zone's name; in UTC in the second showing of an hour, which no wall time can name.
    fn time(&self, name: &str, at: Timestamp) -> String {
        let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let mut line = name.to_owned();
        match zone_name(&self.zone) {
            Some(zone) if crate::wall::land(shown(whole, &self.zone), &self.zone).is_some_and(|landed| landed.instant == whole) => {
                let _ = write!(line, ";TZID={zone}:{}", written(&Moment::Wall(shown(whole, &self.zone))));
            }
            _ => {
                let _ = write!(line, ":{}", written(&Moment::Instant(whole)));
            }
        }
        line
    }
}

/// The name under which a zone is written; none for UTC.
fn zone_name(zone: &TimeZone) -> Option<&str> {
    zone.iana_name().filter(|name| !matches!(*name, "UTC" | "Etc/UTC" | "Etc/Unknown"))
}

/// Each named zone once, with the first and the last instant it is used for.
fn zones_of(entries: &[Entry]) -> Vec<(TimeZone, Timestamp, Timestamp)> {
    let mut zones: BTreeMap<String, (TimeZone, Timestamp, Timestamp)> = BTreeMap::new();
    for entry in entries {
        let Some(name) = zone_name(&entry.zone) else { continue };
        let (_, first, last) = zones.entry(name.to_owned()).or_insert_with(|| (entry.zone.clone(), entry.start, entry.end));
        *first = (*first).min(entry.start);
        *last = (*last).max(entry.end);
    }
    zones.into_values().collect()
}
