//! A dry run: it reads and counts as a run does, and writes nothing until its end, which is one event record.

use super::CHECKED;
use super::chunk::{Chunk, MOST_PROBLEMS, more_than_listed};
use super::rows;
use super::table::Problem;
use super::turn::{Turn, close};
use super::work::{Act, Progress};
use std::collections::HashSet;

/// What a dry run has seen so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    progress: Progress,
    problems: Vec<Problem>,
    more: bool,
    /// References by a piece of their digest: enough to count by.
    seen: HashSet<u64>,
}

impl Tally {
    /// Counts a chunk, of whose references `known` have their job already.
    pub(super) fn take(&mut self, chunk: Chunk, known: &HashSet<String>) -> &Progress {
        let all = chunk.drafts.len();
        let added = chunk.drafts.iter().filter(|(reference, _)| !known.contains(reference) && self.seen.insert(short(reference))).count();
        self.progress.rows += chunk.rows;
        self.progress.added += i64::try_from(added).unwrap_or(i64::MAX);
        self.progress.unchanged += i64::try_from(all - added).unwrap_or(i64::MAX);
        self.progress.refused += chunk.refused;
        let room = MOST_PROBLEMS.saturating_sub(self.problems.len());
        self.more |= chunk.problems.len() > room;
        self.problems.extend(chunk.problems.into_iter().take(room));
        &self.progress
    }

    /// The end of the dry run.
    pub(super) fn end(self, turn: Turn) -> Act {
        Box::new(move |mut tx| {
            let mut row = turn.row(&mut tx)?;
            rows::keep_problems(&mut tx, turn.id, 0, &self.problems)?;
            (row.rows_done, row.added) = (self.progress.rows, self.progress.added);
            (row.unchanged, row.refused) = (self.progress.unchanged, self.progress.refused);
            row.problem = self.more.then(more_than_listed);
            let event = close(&mut tx, &mut row, None, &CHECKED)?;
            tx.commit(event, Progress::from(&row))
        })
    }
}

fn short(reference: &str) -> u64 {
    let digest = store::fingerprint(reference.as_bytes());
    digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
