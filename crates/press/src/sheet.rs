//! What stands on a sheet.

use std::sync::Arc;

/// A document to be printed.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// What the document is called, by those who file it and at its head.
    pub title: String,
    /// A line below the title.
    pub subtitle: String,
    /// Whose it is: stands above the title, and above every page that follows.
    pub house: String,
    /// What names it in a few characters: stands at the foot of every page.
    pub reference: String,
    /// Names the document among all others.
    pub id: String,
    /// When what it says was said; the document itself has no other time.
    pub created: Created,
    /// What must be seen before anything else.
    pub notice: Option<String>,
    /// What it is about: name and value.
    pub facts: Vec<(String, String)>,
    /// The heading of the entries.
    pub heading: String,
    /// What was asked, with what was answered.
    pub entries: Vec<Entry>,
    /// The heading of what stands at the end.
    pub closing_heading: String,
    /// What stands at the end: name and value.
    pub closing: Vec<(String, String)>,
    /// Smaller words after it.
    pub remarks: Vec<String>,
}

/// An instant in UTC, as documents keep it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Created {
    /// Year.
    pub year: u16,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
}

/// What was asked, with what was answered.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was asked.
    pub label: String,
    /// What goes with the question, smaller.
    pub hint: Option<String>,
    /// What was answered.
    pub body: Body,
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Body {
    /// Words.
    Text(String),
    /// Words in the place of an answer that there is not.
    Missing(String),
    /// Rows, below a head that every page repeats.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows, one text for each column.
        rows: Vec<Vec<String>>,
    },
    /// Pictures, two beside each other.
    Pictures(Vec<Picture>),
    /// A picture as wide as a signature, with the name of who signed.
    Signature(Picture),
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// Whether its rows are numbers, which stand below each other by their ends.
    pub numbers: bool,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The picture as JPEG; none where there is none to be shown.
    pub jpeg: Option<Arc<Vec<u8>>>,
    /// What it is, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
    /// What stands in its place where it cannot be shown.
    pub instead: String,
}

/// A document, printed.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Whether it ends before the sheet does, and says so.
    pub cut: bool,
}
