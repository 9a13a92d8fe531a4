//! One record: cutting it out of the bytes, and making a row of it.

use super::{MOST_COLUMNS, MOST_IN_FIELD, MOST_IN_ROW, Problem};

/// The values of one record, one after the other, with the place where each ends.
#[derive(Debug, Default, Clone)]
pub(super) struct Raw {
    pub(super) line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// What was found at the start of some bytes. `to` is how many of them belong to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A record.
    Record { to: usize },
    /// A line with nothing on it.
    Blank { to: usize },
    /// It cannot be told yet.
    More,
    /// There is nothing.
    Nothing,
    /// A quote opened at `at`, and what follows does not close it as it should. Reading goes on below the line of `at`.
    BrokenQuote { at: usize, reason: &'static str },
    /// It goes on for too long; `to` bytes were looked at.
    TooLong { to: usize, reason: &'static str },
}

const NOT_CLOSED: &str = "a quote opens here and is not closed";
const TEXT_AFTER: &str = "a quote opens here, and after the one that closes it there is more text before the next separator";
const LONG_VALUE: &str = "a value is longer than 1 MiB";
const LONG_ROW: &str = "the row is longer than 4 MiB";
const WIDE_ROW: &str = "the row has more than 1000 values";

impl Raw {
    /// Cuts the first record out of `bytes`; `ended` says that nothing comes after them.
    pub(super) fn cut(&mut self, bytes: &[u8], separator: u8, ended: bool) -> Found {
        self.bytes.clear();
        self.ends.clear();
        match bytes.first() {
            None => return if ended { Found::Nothing } else { Found::More },
            Some(b'\r' | b'\n') => return line_end(bytes, 0, ended).map_or(Found::More, |to| Found::Blank { to }),
            Some(_) => {}
        }
        let mut at = 0;
        loop {
            let value = if bytes.get(at) == Some(&b'"') {
                self.quoted(bytes, at, separator, ended)
            } else {
                self.plain(bytes, at, separator, ended)
            };
            at = match value {
                Ok(at) => at,
                Err(found) => return found,
            };
            self.ends.push(self.bytes.len());
            if self.ends.len() > MOST_COLUMNS {
                return Found::TooLong { to: at, reason: WIDE_ROW };
            }
            if at > MOST_IN_ROW {
                return Found::TooLong { to: at, reason: LONG_ROW };
            }
            match bytes.get(at) {
                Some(byte) if *byte == separator => at += 1,
                Some(_) => return line_end(bytes, at, ended).map_or(Found::More, |to| Found::Record { to }),
                None if ended => return Found::Record { to: at },
                None => return Found::More,
            }
        }
    }

    /// A value without quotes around it; quotes inside stand for themselves. Tells where it ends.
    fn plain(&mut self, bytes: &[u8], start: usize, separator: u8, ended: bool) -> Result<usize, Found> {
        let rest = &bytes[start..];
        let length = rest.iter().position(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'));
        let known = length.unwrap_or(rest.len());
        if known > MOST_IN_FIELD {
            return Err(Found::TooLong { to: start + known, reason: LONG_VALUE });
        }
        if length.is_none() && !ended {
            return Err(Found::More);
        }
        self.bytes.extend_from_slice(&rest[..known]);
        Ok(start + known)
    }

    /// A value between quotes; two quotes inside stand for one. Tells where it ends.
    fn quoted(&mut self, bytes: &[u8], open: usize, separator: u8, ended: bool) -> Result<usize, Found> {
        let mut at = open + 1;
        loop {
            let rest = &bytes[at..];
            let run = rest.iter().position(|byte| *byte == b'"');
            let known = run.unwrap_or(rest.len());
            if at + known - open > MOST_IN_FIELD || (run.is_none() && ended) {
                return Err(Found::BrokenQuote { at: open, reason: NOT_CLOSED });
            }
            if run.is_none() {
                return Err(Found::More);
            }
            self.bytes.extend_from_slice(&rest[..known]);
            at += known + 1;
            match bytes.get(at) {
                Some(b'"') => {
                    self.bytes.push(b'"');
                    at += 1;
                }
                None if !ended => return Err(Found::More),
                Some(byte) if *byte != separator && !matches!(byte, b'\n' | b'\r') => {
                    return Err(Found::BrokenQuote { at: open, reason: TEXT_AFTER });
                }
                _ => return Ok(at),
            }
        }
    }

    pub(super) fn width(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let value = &self.bytes[start..*end];
            start = *end;
            value
        })
    }

    /// The row, if it fits the table.
    pub(super) fn row(self, columns: &[String]) -> Result<Row, Problem> {
        if self.width() != columns.len() {
            let reason = format!("the row has {}; the header names {}", count(self.width(), "value"), count(columns.len(), "column"));
            return Err(Problem::of_row(self.line, reason));
        }
        for (value, column) in self.values().zip(columns) {
            if std::str::from_utf8(value).is_err() {
                let seen = String::from_utf8_lossy(value);
                return Err(Problem::of_value(self.line, column, &seen, "is not text in the encoding of the file"));
            }
            if value.contains(&0) {
                let seen = String::from_utf8_lossy(value);
                return Err(Problem::of_value(self.line, column, &seen, "contains a NUL byte"));
            }
        }
        let line = self.line;
        let text = String::from_utf8(self.bytes).map_err(|_| Problem::of_row(line, "is not text in the encoding of the file"))?;
        Ok(Row { line, text, ends: self.ends })
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Where the line end at `at` is over; `None` when a `\r` is the last byte known and a `\n` may follow.
pub(super) fn line_end(bytes: &[u8], at: usize, ended: bool) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        (Some(b'\r'), None) if !ended => None,
        _ => Some(at + 1),
    }
}

/// A row of a table: as many values as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// The value in column `column`, counted from 0; empty when there is no such column.
    pub fn value(&self, column: usize) -> &str {
        let start = if column == 0 { Some(0) } else { self.ends.get(column - 1).copied() };
        let end = self.ends.get(column).copied();
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|column| self.value(column))
    }
}
