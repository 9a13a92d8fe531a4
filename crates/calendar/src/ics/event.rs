//! Events of a calendar: what its `VEVENT`s say, each with its line.

use super::component::{Component, File, Problem};
use super::escape::{texts, unescaped};
use super::length::{Length, length};
use super::line::Property;
use super::value::moment;
use super::zones_read::Zones;
use crate::recurrence::{Kind, MOST_DATES, Moment, Recurrence, Rule, Start};
use crate::wall::{land, zone};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// One `VEVENT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The line of its `BEGIN`.
    pub line: usize,
    /// What it is known by; made of the line, where the file says nothing.
    pub uid: String,
    /// Which edition of it this is.
    pub sequence: u32,
    /// Whether it was called off.
    pub cancelled: bool,
    /// What it is.
    pub title: String,
    /// More about it.
    pub description: String,
    /// Where.
    pub place: String,
    /// What kind of thing it is.
    pub categories: Vec<String>,
    /// From when, how often.
    pub recurrence: Recurrence,
    /// How long, each time.
    pub length: Length,
    /// Which occurrence of its kind it replaces.
    pub replaces: Option<Moment>,
}

/// The events of a file, and what of it could not be read. Times without a zone are those of `default`, unless the calendar names one.
pub fn events(file: &File, default: &TimeZone) -> (Vec<Event>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), file.problems.clone());
    for calendar in &file.calendars {
        let zones = Zones::of(calendar);
        let own = calendar.property("X-WR-TIMEZONE").and_then(|property| zone(property.value.trim()));
        let reading = Reading { zones, floating: own.unwrap_or_else(|| default.clone()) };
        for part in calendar.parts.iter().filter(|part| part.name == "VEVENT") {
            match reading.event(part, &mut problems) {
                Ok(event) => found.push(event),
                Err(problem) => problems.push(problem),
            }
        }
    }
    (found, problems)
}

struct Reading {
    zones: Zones,
    floating: TimeZone,
}

impl Reading {
    fn event(&self, part: &Component, problems: &mut Vec<Problem>) -> Result<Event, Problem> {
        let begins = part.property("DTSTART").ok_or_else(|| told(part.line, "an event without DTSTART"))?;
        let start = self.start(begins)?;
        let text = |name: &str| part.property(name).map_or(String::new(), |property| unescaped(&property.value).trim().to_owned());
        let uid = Some(text("UID")).filter(|uid| !uid.is_empty()).unwrap_or_else(|| format!("line-{}", part.line));
        let rules: Result<Vec<Rule>, Problem> = part.all("RRULE").map(rule).collect();
        if let Some(exception) = part.property("EXRULE") {
            return Err(told(exception.line, "EXRULE is not read: RFC 5545 has done away with it"));
        }
        let mut dates = |name| part.all(name).flat_map(|property| self.dates(property, &start, problems)).take(MOST_DATES).collect();
        let (also, except) = (dates("RDATE"), dates("EXDATE"));
        let replaces = part.property("RECURRENCE-ID");
        if let Some(replaces) = replaces
            && replaces.parameter("RANGE").is_some()
        {
            problems.push(told(replaces.line, "RANGE is not read: this one occurrence is changed alone"));
        }
        Ok(Event {
            line: part.line,
            uid,
            sequence: part.property("SEQUENCE").and_then(|property| property.value.trim().parse().ok()).unwrap_or(0),
            cancelled: text("STATUS").eq_ignore_ascii_case("CANCELLED"),
            title: text("SUMMARY"),
            description: text("DESCRIPTION"),
            place: text("LOCATION"),
            categories: part.all("CATEGORIES").flat_map(|property| texts(&property.value)).collect(),
            length: length(part, &start, |property| self.instant(property))?,
            replaces: replaces.map(|property| self.moment(property, &property.value, &start)).transpose()?,
            recurrence: Recurrence { start, rules: rules?, also, except },
        })
    }

    fn start(&self, property: &Property) -> Result<Start, Problem> {
        let wrong = || told(property.line, format!("{} is no date or time: {}", property.name, shown(&property.value)));
        Ok(match moment(property.value.trim()).ok_or_else(wrong)? {
            Moment::Date(date) => {
                Start { wall: date.to_datetime(jiff::civil::Time::midnight()), kind: Kind::Date, zone: self.floating.clone() }
            }
            Moment::Instant(instant) => Start { wall: TimeZone::UTC.to_datetime(instant), kind: Kind::Zoned, zone: TimeZone::UTC },
            Moment::Wall(wall) => match property.parameter("TZID") {
                Some(name) => Start { wall, kind: Kind::Zoned, zone: self.zone(name, property.line)? },
                None => Start { wall, kind: Kind::Floating, zone: self.floating.clone() },
            },
        })
    }

    fn zone(&self, name: &str, line: usize) -> Result<TimeZone, Problem> {
        self.zones.named(name).ok_or_else(|| told(line, format!("the zone {} is not known", shown(name))))
    }

    fn instant(&self, property: &Property) -> Result<(Timestamp, Kind), Problem> {
        let start = self.start(property)?;
        let landed = land(start.wall, &start.zone).ok_or_else(|| told(property.line, "lies at the end of the calendar"))?;
        Ok((landed.instant, start.kind))
    }

    /// A date or time beside the start: a wall time in another zone becomes an instant.
    fn moment(&self, property: &Property, value: &str, start: &Start) -> Result<Moment, Problem> {
        let wrong = || told(property.line, format!("{} is no date or time: {}", property.name, shown(value)));
        let found = moment(value.trim()).ok_or_else(wrong)?;
        let (Moment::Wall(wall), Some(name)) = (&found, property.parameter("TZID")) else { return Ok(found) };
        let zone = self.zone(name, property.line)?;
        if zone == start.zone {
            return Ok(found);
        }
        land(*wall, &zone).map(|landed| Moment::Instant(landed.instant)).ok_or_else(wrong)
    }

    fn dates(&self, property: &Property, start: &Start, problems: &mut Vec<Problem>) -> Vec<Moment> {
        let (mut found, mut periods, mut wrong) = (Vec::new(), false, None);
        for value in property.value.split(',').filter(|value| !value.trim().is_empty()).take(MOST_DATES) {
            periods |= value.contains('/');
            match self.moment(property, value.split('/').next().unwrap_or(value), start) {
                Ok(moment) => found.push(moment),
                Err(problem) => wrong = Some(problem),
            }
        }
        problems.extend(periods.then(|| told(property.line, "a period of its own length is read with the length of the event")));
        problems.extend(wrong);
        found
    }
}

fn rule(property: &Property) -> Result<Rule, Problem> {
    Rule::parse(&property.value).map_err(|refusal| told(property.line, format!("RRULE {refusal}")))
}

pub(super) fn told(line: usize, reason: impl Into<String>) -> Problem {
    Problem { line, reason: reason.into() }
}

/// What a message repeats of a file.
pub(super) fn shown(value: &str) -> String {
    format!("{:?}", value.chars().take(60).collect::<String>())
}
