//! Writing an export.

use super::{
    header::Header,
    line::{EndLine, EntryLine, Opened},
};
use std::io::{self, Write};

/// Writes an export line by line; [`ExportWriter::end`] must come last, or the file counts as cut off.
#[derive(Debug)]
pub struct ExportWriter<W> {
    out: W,
    size: u64,
}

impl<W: Write> ExportWriter<W> {
    /// Starts the file. Give a buffered writer.
    pub fn begin(mut out: W, header: &Header) -> io::Result<Self> {
        serde_json::to_writer(&mut out, header)?;
        out.write_all(b"\n")?;
        Ok(Self { out, size: 0 })
    }

    /// Writes the next record, which must be given in the order of the log.
    pub fn entry(&mut self, seq: u64, entry: &[u8], opened: Option<Opened<'_>>) -> io::Result<()> {
        let mut line = EntryLine::to_json(seq, entry, opened)?;
        line.push('\n');
        self.size += 1;
        self.out.write_all(line.as_bytes())
    }

    /// Writes the last line and gives the writer back, flushed.
    pub fn end(mut self) -> io::Result<W> {
        serde_json::to_writer(&mut self.out, &EndLine { end: true, size: self.size })?;
        self.out.write_all(b"\n")?;
        self.out.flush()?;
        Ok(self.out)
    }
}
