//! A file as nested parts (`BEGIN:VEVENT` … `END:VEVENT`), bounded.

use super::line::{Property, property, unfolded};
use std::fmt;

/// A file may have so many bytes.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Parts may stand so deep within each other; RFC 5545 needs three.
pub const MOST_DEPTH: usize = 12;
/// A file may have so many parts.
pub const MOST_PARTS: usize = 100_000;
const MOST_PROPERTIES: usize = 2_000_000;
const MOST_PROBLEMS: usize = 1_000;

/// What stands between a `BEGIN` and its `END`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Its name, in capitals.
    pub name: String,
    /// The line of its `BEGIN`.
    pub line: usize,
    /// Its own lines.
    pub properties: Vec<Property>,
    /// What is nested in it.
    pub parts: Vec<Component>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its calendars: mostly one.
    pub calendars: Vec<Component>,
    /// What could not be read, by line; the first thousand.
    pub problems: Vec<Problem>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// Why a file is no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCalendar {
    /// There is no `BEGIN:VCALENDAR` in it.
    NotOne,
    /// It has more than [`MOST_BYTES`].
    TooLarge,
    /// It nests deeper than [`MOST_DEPTH`], at this line.
    TooDeep(usize),
    /// It has more than [`MOST_PARTS`] parts, or too many lines, by this line.
    TooMany(usize),
}

impl fmt::Display for NoCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOne => f.write_str("is not an iCalendar file: it has no BEGIN:VCALENDAR"),
            Self::TooLarge => f.write_str("has more than 16 MiB"),
            Self::TooDeep(line) => write!(f, "line {line}: parts are nested deeper than 12"),
            Self::TooMany(line) => write!(f, "line {line}: has more parts or lines than can be read"),
        }
    }
}

impl std::error::Error for NoCalendar {}

impl Component {
    /// The first line of that name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// All lines of that name.
    pub fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<File, NoCalendar> {
    if bytes.len() > MOST_BYTES {
        return Err(NoCalendar::TooLarge);
    }
    let mut reading = Reading { open: Vec::new(), file: File { calendars: Vec::new(), problems: Vec::new() }, parts: 0, lines: 0 };
    for (number, line) in unfolded(bytes) {
        let line = line.trim_matches(|character: char| character == '\0' || character.is_ascii_whitespace());
        if line.is_empty() {
            continue;
        }
        match property(number, line) {
            Ok(property) => reading.take(property)?,
            Err(why) => reading.problem(number, why),
        }
    }
    while let Some(left) = reading.open.last() {
        let (line, why) = (left.line, format!("{} does not end", left.name));
        reading.problem(line, why);
        reading.close();
    }
    if reading.file.calendars.is_empty() { Err(NoCalendar::NotOne) } else { Ok(reading.file) }
}

struct Reading {
    open: Vec<Component>,
    file: File,
    parts: usize,
    lines: usize,
}

impl Reading {
    fn take(&mut self, property: Property) -> Result<(), NoCalendar> {
        self.lines += 1;
        if self.parts > MOST_PARTS || self.lines > MOST_PROPERTIES {
            return Err(NoCalendar::TooMany(property.line));
        }
        match property.name.as_str() {
            "BEGIN" => {
                if self.open.len() == MOST_DEPTH {
                    return Err(NoCalendar::TooDeep(property.line));
                }
                self.parts += 1;
                let name = property.value.trim().to_ascii_uppercase();
                self.open.push(Component { name, line: property.line, properties: Vec::new(), parts: Vec::new() });
            }
            "END" => self.end(&property),
            _ => match self.open.last_mut() {
                Some(part) => part.properties.push(property),
                None => self.problem(property.line, "stands outside of any calendar"),
            },
        }
        Ok(())
    }

    /// An `END` closes the innermost part of its name, and what was left open within it.
    fn end(&mut self, property: &Property) {
        let name = property.value.trim();
        let Some(at) = self.open.iter().rposition(|part| part.name.eq_ignore_ascii_case(name)) else {
            self.problem(property.line, "ends what did not begin");
            return;
        };
        while self.open.len() > at + 1 {
            self.problem(property.line, "ends a part within which another did not end");
            self.close();
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(part) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(outer) => outer.parts.push(part),
            None if part.name == "VCALENDAR" => self.file.calendars.push(part),
            None => self.problem(part.line, "stands outside of any calendar"),
        }
    }

    fn problem(&mut self, line: usize, reason: impl Into<String>) {
        if self.file.problems.len() < MOST_PROBLEMS {
            self.file.problems.push(Problem { line, reason: reason.into() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_nest_and_what_is_left_open_is_told() {
        let file = read(b"x\nBEGIN:vcalendar\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nEND:VEVENT\nEND:VTODO\n\nA:1\n").unwrap();
        let [calendar] = file.calendars.as_slice() else { panic!() };
        assert_eq!((calendar.parts.len(), calendar.parts[0].parts[0].name.as_str()), (1, "VALARM"));
        assert_eq!(calendar.property("A").unwrap().line, 9);
        let told: Vec<_> = file.problems.iter().map(|problem| (problem.line, problem.reason.as_str())).collect();
        let within = "ends a part within which another did not end";
        assert_eq!(
            told,
            [(1, "is not a line such as NAME:value"), (6, within), (7, "ends what did not begin"), (2, "VCALENDAR does not end")]
        );
    }

    #[test]
    fn what_is_too_much_is_refused() {
        assert_eq!(read(b""), Err(NoCalendar::NotOne));
        assert_eq!(read(b"BEGIN:VEVENT\nEND:VEVENT\n"), Err(NoCalendar::NotOne));
        assert_eq!(read(&vec![b'x'; MOST_BYTES + 1]), Err(NoCalendar::TooLarge));
        assert_eq!(read("BEGIN:VCALENDAR\n".repeat(20).as_bytes()), Err(NoCalendar::TooDeep(13)));
        let many = format!("BEGIN:VCALENDAR\n{}", "BEGIN:A\nEND:A\n".repeat(MOST_PARTS + 1));
        assert!(matches!(read(many.as_bytes()), Err(NoCalendar::TooMany(_))));
    }
}
