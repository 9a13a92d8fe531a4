//! Reading an export line by line, with limits on every line, so that no file can exhaust memory.

use super::{
    header::{FORMAT, Header},
    line::{EndLine, EntryLine},
};
use std::io::{self, BufRead, Read};

/// Longest first line.
pub const MAX_HEADER_BYTES: usize = 32 << 20;
/// Longest line of a record.
pub const MAX_LINE_BYTES: usize = 8 << 20;
/// Most checkpoints in a header.
pub const MAX_CHECKPOINTS: usize = 20_000;

/// A line of an export after the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A record.
    Entry(EntryLine<'a>),
    /// The last line.
    End(EndLine),
}

/// What stands in the way of reading an export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line longer than a line may be.
    #[error("longer than a line may be")]
    TooLong,
    /// A line that is not what it must be.
    #[error("malformed: {0}")]
    Malformed(String),
}

/// An export being read. Invariant: it holds one line at a time.
#[derive(Debug)]
pub struct ExportReader<R> {
    input: R,
    buffer: Vec<u8>,
    line: u64,
}

impl<R: BufRead> ExportReader<R> {
    /// Reads the first line.
    pub fn open(input: R) -> Result<(Header, Self), ExportError> {
        let mut reader = Self { input, buffer: Vec::new(), line: 0 };
        let line = reader.read_line(MAX_HEADER_BYTES)?.ok_or_else(|| malformed("empty file"))?;
        let header: Header = serde_json::from_slice(line).map_err(|error| malformed(&error))?;
        if header.format != FORMAT {
            return Err(malformed(&format_args!("the format is {:?}, not {FORMAT:?}", header.format)));
        }
        if header.checkpoints.len() > MAX_CHECKPOINTS {
            return Err(malformed("too many checkpoints"));
        }
        Ok((header, reader))
    }

    /// The next line; none at the end of the file.
    pub fn read(&mut self) -> Result<Option<Line<'_>>, ExportError> {
        self.read_line(MAX_LINE_BYTES)?.map(parse_line).transpose()
    }

    /// Number of the line last read, from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }

    fn read_line(&mut self, limit: usize) -> Result<Option<&[u8]>, ExportError> {
        self.buffer.clear();
        self.line += 1;
        let mut limited = (&mut self.input).take(limit as u64 + 1);
        if limited.read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        if self.buffer.last() == Some(&b'\n') {
            self.buffer.pop();
        }
        if self.buffer.len() > limit { Err(ExportError::TooLong) } else { Ok(Some(&self.buffer)) }
    }
}

/// Parses a line after the first.
fn parse_line(line: &[u8]) -> Result<Line<'_>, ExportError> {
    // Records are tried first: there are a million of them for one last line.
    match serde_json::from_slice(line) {
        Ok(entry) => Ok(Line::Entry(entry)),
        Err(error) => match serde_json::from_slice(line) {
            Ok(end @ EndLine { end: true, .. }) => Ok(Line::End(end)),
            _ => Err(malformed(&error)),
        },
    }
}

fn malformed(why: &(impl ToString + ?Sized)) -> ExportError {
    ExportError::Malformed(why.to_string())
}
