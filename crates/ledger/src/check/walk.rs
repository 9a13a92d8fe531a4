//! The walk along the records of an export, growing the tree and meeting the signed checkpoints on the way.

use super::{
    erased::Erased,
    fault::{Fault, Faults},
    held::Known,
    record::{Detail, judge},
};
use crate::{
    entry::FIRST_SEQ,
    export::{EntryLine, ExportError},
    frontier::Frontier,
    hash::Hash,
};

/// The state of a walk. Invariant: checkpoints in `ahead` are those of sizes not yet reached, smallest first.
pub(super) struct Walk<'k> {
    known: &'k [Known],
    ahead: &'k [Known],
    frontier: Frontier,
    faults: Faults,
    opened: u64,
    erased: Erased,
    checkpoints: usize,
    next_seq: u64,
    /// Size of the last checkpoint whose root was met.
    holds_to: u64,
    tree: Tree,
    place: Place,
}

/// What is known of the tree so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tree {
    /// It has met every checkpoint.
    Good,
    /// It has not met one; it cannot then meet a later one.
    Altered,
    /// A line could not be read, so the tree can be judged no further; single records still can.
    Unknown,
}

/// Where in the file the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Records,
    /// Behind the last line.
    End,
    /// A line was too long to go on behind it, or a line followed the last.
    Stopped,
}

/// What the walk came to.
pub(super) struct Walked {
    pub(super) records: u64,
    pub(super) opened: u64,
    pub(super) erased: u64,
    pub(super) root: Hash,
    pub(super) checkpoints: usize,
    pub(super) faults: Faults,
}

impl<'k> Walk<'k> {
    /// A walk that is to meet these checkpoints, sorted by size.
    pub(super) fn new(known: &'k [Known], faults: Faults) -> Self {
        let mut walk = Self {
            known,
            ahead: known,
            frontier: Frontier::new(),
            faults,
            opened: 0,
            erased: Erased::default(),
            checkpoints: 0,
            next_seq: FIRST_SEQ,
            holds_to: 0,
            tree: Tree::Good,
            place: Place::Records,
        };
        walk.meet_checkpoints();
        walk
    }

    pub(super) fn goes_on(&self) -> bool {
        self.place != Place::Stopped
    }

    pub(super) fn record(&mut self, line: u64, entry: &EntryLine<'_>) {
        if self.place == Place::End {
            return self.beyond(line);
        }
        let judged = judge(line, entry);
        if entry.seq != self.next_seq {
            self.faults.push(Fault::OutOfSequence { line, expected: self.next_seq, found: entry.seq });
        }
        self.next_seq = entry.seq.saturating_add(1);
        judged.fault.into_iter().for_each(|fault| self.faults.push(fault));
        match judged.detail {
            Some(Detail::Opened) => self.opened += 1,
            Some(Detail::Erased) => self.erased.gone(entry.seq, judged.at_ms),
            None => {}
        }
        judged.lapsed_before.into_iter().for_each(|before| self.erased.lapsed(before, judged.at_ms));
        self.frontier.append(judged.leaf);
        self.meet_checkpoints();
    }

    pub(super) fn end(&mut self, line: u64, said: u64) {
        if self.place == Place::End {
            return self.beyond(line);
        }
        self.place = Place::End;
        let records = self.frontier.size();
        if said != records && self.tree != Tree::Unknown {
            self.faults.push(Fault::EndSize { said, records });
        }
    }

    pub(super) fn unreadable(&mut self, line: u64, why: &ExportError) {
        if self.place == Place::End {
            return self.beyond(line);
        }
        self.tree = Tree::Unknown;
        if matches!(why, ExportError::TooLong) {
            self.place = Place::Stopped;
        }
        self.next_seq = self.next_seq.saturating_add(1);
        self.faults.push(Fault::Line { line, why: why.to_string() });
    }

    fn beyond(&mut self, line: u64) {
        self.place = Place::Stopped;
        self.faults.push(Fault::AfterEnd { line });
    }

    fn meet_checkpoints(&mut self) {
        let size = self.frontier.size();
        while let [met, rest @ ..] = self.ahead
            && met.checkpoint.size == size
        {
            self.ahead = rest;
            if self.tree == Tree::Good {
                self.meet(met, size);
            }
        }
    }

    fn meet(&mut self, met: &Known, size: u64) {
        let found = self.frontier.root();
        if found == met.checkpoint.root {
            self.holds_to = size;
            self.checkpoints += 1;
        } else {
            self.tree = Tree::Altered;
            let (source_name, signed) = (met.source_name.clone(), met.checkpoint.root);
            self.faults.push(Fault::Altered { size, holds_to: self.holds_to, source_name, signed, found });
        }
    }

    pub(super) fn finish(mut self) -> Walked {
        let records = self.frontier.size();
        if self.place == Place::Records {
            self.faults.push(Fault::CutOff { records });
        }
        if self.tree != Tree::Unknown {
            self.judge_length(records);
        }
        let erased = self.erased.count;
        std::mem::take(&mut self.erased).early().for_each(|fault| self.faults.push(fault));
        let (opened, checkpoints, root) = (self.opened, self.checkpoints, self.frontier.root());
        Walked { records, opened, erased, root, checkpoints, faults: self.faults }
    }

    /// Of the checkpoints not reached the largest says how much is missing: one that came with the file, that it was
    /// cut; one from elsewhere, that it is old. Records behind the last checkpoint have no signature at all.
    fn judge_length(&mut self, records: u64) {
        let own = self.ahead.iter().rfind(|known| known.own);
        if let Some(known) = own.or(self.ahead.last()) {
            let (signed, source_name) = (known.checkpoint.size, known.source_name.clone());
            self.faults.push(match (records, known.own) {
                (0, _) => Fault::Dropped { signed, source_name },
                (_, true) => Fault::Truncated { records, signed, source_name },
                (_, false) => Fault::Stale { records, signed, source_name },
            });
            return;
        }
        let covered = self.known.last().map_or(0, |known| known.checkpoint.size);
        if records > covered {
            self.faults.push(Fault::Unsigned { from: covered + 1, to: records });
        }
    }
}
