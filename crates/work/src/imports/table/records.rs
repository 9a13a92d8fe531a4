//! The records of a stream, one after the other, each with the line on which it begins.

use super::decode::Utf8Stream;
use super::record::{Found, Raw, line_end};
use super::{Problem, TableFault};
use std::io::Read;

/// From here on, bytes already used are let go of.
const LET_GO: usize = 64 * 1024;

pub(super) struct Records<R> {
    from: Utf8Stream<R>,
    separator: u8,
    bytes: Vec<u8>,
    at: usize,
    line: u64,
    ended: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn new(from: Utf8Stream<R>, separator: u8) -> Self {
        Self { from, separator, bytes: Vec::new(), at: 0, line: 1, ended: false }
    }

    /// The next record, or what is wrong with it; `None` at the end. Blank lines are passed over.
    pub(super) fn next(&mut self) -> Result<Option<Result<Raw, Problem>>, TableFault> {
        let mut raw = Raw::default();
        loop {
            match raw.cut(&self.bytes[self.at..], self.separator, self.ended) {
                Found::Record { to } => {
                    raw.line = self.line;
                    self.pass(to);
                    return Ok(Some(Ok(raw)));
                }
                Found::Blank { to } => self.pass(to),
                Found::More => self.more()?,
                Found::Nothing => return Ok(None),
                Found::BrokenQuote { at, reason } => {
                    self.pass(at);
                    let problem = Problem::of_row(self.line, reason);
                    self.pass_line()?;
                    return Ok(Some(Err(problem)));
                }
                Found::TooLong { to, reason } => {
                    let problem = Problem::of_row(self.line, reason);
                    self.pass(to);
                    self.pass_line()?;
                    return Ok(Some(Err(problem)));
                }
            }
        }
    }

    /// Reads on, at least doubling what is held, so that looking at a long record again and again stays cheap.
    fn more(&mut self) -> Result<(), TableFault> {
        let wanted = (self.bytes.len() - self.at) * 2;
        if self.at >= LET_GO || self.at == self.bytes.len() {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
        while !self.ended {
            self.ended = !self.from.more(&mut self.bytes)?;
            if self.bytes.len() - self.at > wanted {
                break;
            }
        }
        Ok(())
    }

    fn pass(&mut self, count: usize) {
        let passed = &self.bytes[self.at..self.at + count];
        self.line += line_ends(passed);
        self.at += count;
    }

    /// Goes to the start of the next line.
    fn pass_line(&mut self) -> Result<(), TableFault> {
        loop {
            let rest = &self.bytes[self.at..];
            let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
                self.pass(rest.len());
                if self.ended {
                    return Ok(());
                }
                self.more()?;
                continue;
            };
            if let Some(to) = line_end(rest, end, self.ended) {
                self.pass(to);
                return Ok(());
            }
            self.pass(end);
            self.more()?;
        }
    }
}

/// How many lines end within `bytes`, which must not end between a `\r` and its `\n`.
fn line_ends(bytes: &[u8]) -> u64 {
    let mut ends = 0;
    let mut before = 0;
    for byte in bytes {
        ends += u64::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
        before = *byte;
    }
    ends
}
