//! Which details are gone, and whether the log said before that they would be.
//!
//! The records that say so stand behind those that they speak of, so what is gone is remembered until the end: the last of them, which are
//! the first to have been erased too early. That keeps the walk's memory from growing with the log.

use super::fault::{Fault, MAX_FAULTS};
use crate::lapse::LEAST_KEPT_MILLIS;
use std::collections::VecDeque;

/// What the walk has seen of erased details.
#[derive(Debug, Default)]
pub(super) struct Erased {
    /// How many there are.
    pub(super) count: u64,
    /// The last of them: number and time.
    last: VecDeque<(u64, u64)>,
    /// The furthest that the log has said, and when.
    lapse: Option<(u64, u64)>,
}

impl Erased {
    /// The detail of this record is gone.
    pub(super) fn gone(&mut self, seq: u64, at_ms: u64) {
        self.count += 1;
        if self.last.len() == MAX_FAULTS {
            self.last.pop_front();
        }
        self.last.push_back((seq, at_ms));
    }

    /// At this time the log said that records before this one lapsed.
    pub(super) fn lapsed(&mut self, before: u64, at_ms: u64) {
        if self.lapse.is_none_or(|(furthest, _)| before >= furthest) {
            self.lapse = Some((before, at_ms));
        }
    }

    /// Those that are gone and should not be.
    pub(super) fn early(self) -> impl Iterator<Item = Fault> {
        let (lapsed_before, said_at) = self.lapse.unwrap_or((0, 0));
        let early = move |(seq, at_ms): &(u64, u64)| *seq >= lapsed_before || at_ms.saturating_add(LEAST_KEPT_MILLIS) > said_at;
        self.last.into_iter().filter(early).map(move |(seq, _)| Fault::ErasedEarly { seq, lapsed_before })
    }
}
