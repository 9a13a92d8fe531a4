//! What can be wrong with a row, or with a file as a whole.

use std::fmt;

/// Longest part of a value that is told, in characters.
const TOLD: usize = 200;

/// Why a row, or one value of it, was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file on which it is, counted from 1.
    pub line: u64,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// The value as it stands in the file, made visible and cut to 200 characters.
    pub value: Option<String>,
    /// The reason, for people.
    pub reason: String,
}

impl Problem {
    /// About the row as a whole.
    pub fn of_row(line: u64, reason: impl Into<String>) -> Self {
        Self { line, column: None, value: None, reason: reason.into() }
    }

    /// About one value.
    pub fn of_value(line: u64, column: &str, value: &str, reason: impl Into<String>) -> Self {
        let column = (!column.is_empty()).then(|| shown(column));
        Self { line, column, value: (!value.is_empty()).then(|| shown(value)), reason: reason.into() }
    }
}

/// `text` for showing: control characters made visible, cut to 200 characters.
pub fn shown(text: &str) -> String {
    let mut told: String = text.chars().take(TOLD).map(visible).collect();
    if text.chars().nth(TOLD).is_some() {
        told.push('…');
    }
    told
}

fn visible(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        0x80..=0x9f => '\u{fffd}',
        _ => c,
    }
}

/// Why a file cannot be read as a table at all.
#[derive(Debug)]
pub enum TableFault {
    /// It has no line that is not blank.
    Empty,
    /// It is a file of another kind, such as a workbook.
    NotText(&'static str),
    /// Its first line does not name columns.
    Header(String),
    /// It could not be read to its end.
    Io(std::io::Error),
}

impl From<std::io::Error> for TableFault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The file is empty: its first line must name the columns."),
            Self::NotText(what) => write!(f, "The file is {what}, not a table of text: save it as CSV first."),
            Self::Header(reason) => write!(f, "The first line must name the columns: {reason}."),
            Self::Io(_) => f.write_str("The file could not be read to its end."),
        }
    }
}

impl std::error::Error for TableFault {}
