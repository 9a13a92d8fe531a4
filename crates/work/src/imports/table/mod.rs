//! Reading a table from bytes that somebody else wrote: any encoding, any separator, broken in any way.
//!
//! Invariants:
//! 1. Bytes never panic and never hang; every row comes out as a [`Row`] or as a [`Problem`] that names its line.
//! 2. Lines are physical lines of the file, counted from 1, whatever stands between quotes.
//! 3. Nothing is replaced silently: a row that cannot be decoded is a problem, not a row with question marks.
//! 4. Memory is bounded by the longest row allowed ([`MOST_IN_ROW`]), not by the file.
//!
//! A quote that is never closed costs its own line alone: reading goes on at the line below the one on which it opened.

mod decode;
mod encoding;
mod header;
mod problem;
mod record;
mod records;
mod separator;
mod survey;

pub use encoding::Encoding;
pub use problem::{Problem, TableFault, shown};
pub use record::Row;
pub use separator::Separator;
pub use survey::{Survey, survey};

use std::io::Read;

/// Most bytes in one value.
pub const MOST_IN_FIELD: usize = 1024 * 1024;
/// Most bytes in one row.
pub const MOST_IN_ROW: usize = 4 * 1024 * 1024;
/// Most columns of a table.
pub const MOST_COLUMNS: usize = 1_000;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// How its letters are coded.
    pub encoding: Encoding,
    /// What stands between two values.
    pub separator: Separator,
}

/// A table being read: its columns, then its rows one after the other.
pub struct Table<R> {
    records: records::Records<R>,
    columns: Vec<String>,
}

impl<R: Read> Table<R> {
    /// Reads the header, which is the first line that is not blank.
    pub fn open(from: R, dialect: Dialect) -> Result<Self, TableFault> {
        let mut records = records::Records::new(decode::Utf8Stream::new(from, dialect.encoding), dialect.separator.byte());
        let first = records.next()?.ok_or(TableFault::Empty)?;
        let columns = header::columns(first)?;
        Ok(Self { records, columns })
    }

    /// The names of the columns: each different, none empty.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row, or what is wrong with it; `None` at the end.
    pub fn next_row(&mut self) -> Result<Option<Result<Row, Problem>>, TableFault> {
        Ok(self.records.next()?.map(|record| record.and_then(|raw| raw.row(&self.columns))))
    }
}

impl<R> std::fmt::Debug for Table<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
