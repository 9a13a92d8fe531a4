//! Looking through a whole file before anything is done with it: how it is written, what its columns are, how many rows it has.

use super::encoding::Tally;
use super::{Dialect, Encoding, Problem, Separator, Table, TableFault, separator, shown};
use std::io::{self, Read};

/// How many bytes from the start are kept to tell the separator.
const START: usize = 256 * 1024;
/// How many rows are shown, and how many values altogether: a very wide table shows fewer rows.
const SAMPLE: usize = 20;
const SAMPLE_VALUES: usize = 2_000;

/// What a file is found to be.
#[derive(Debug, Clone)]
pub struct Survey {
    /// How it is written.
    pub dialect: Dialect,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its first rows, values made visible and cut to 200 characters.
    pub sample: Vec<Vec<String>>,
    /// How many rows it has, those that cannot be read included.
    pub rows: u64,
    /// What is wrong with the first row that cannot be read.
    pub first_problem: Option<Problem>,
}

/// Looks through a file, which `open` opens anew for each pass. What is stated is not guessed.
pub fn survey<R: Read>(
    open: impl Fn() -> io::Result<R>,
    encoding: Option<Encoding>,
    separator: Option<Separator>,
) -> Result<Survey, TableFault> {
    let (tally, start) = first_pass(open()?)?;
    if let Some(kind) = tally.other_kind() {
        return Err(TableFault::NotText(kind));
    }
    let encoding = encoding.unwrap_or_else(|| tally.encoding());
    let separator = separator.unwrap_or_else(|| separator::told_by(&start, encoding));
    let dialect = Dialect { encoding, separator };
    let mut table = Table::open(open()?, dialect)?;
    let mut found = Survey { dialect, columns: table.columns().to_vec(), sample: Vec::new(), rows: 0, first_problem: None };
    let sample = SAMPLE.min(SAMPLE_VALUES / found.columns.len().max(1)).max(1);
    while let Some(row) = table.next_row()? {
        found.rows += 1;
        match row {
            Ok(row) if found.sample.len() < sample => found.sample.push(row.values().map(shown).collect()),
            Ok(_) => {}
            Err(problem) => found.first_problem = found.first_problem.or(Some(problem)),
        }
    }
    Ok(found)
}

fn first_pass(mut from: impl Read) -> io::Result<(Tally, Vec<u8>)> {
    let (mut tally, mut start) = (Tally::default(), Vec::new());
    let mut piece = vec![0; 64 * 1024];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok((tally, start)),
            Ok(count) => {
                tally.take(&piece[..count]);
                let wanted = START.saturating_sub(start.len()).min(count);
                start.extend_from_slice(&piece[..wanted]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
