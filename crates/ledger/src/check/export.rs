//! Judging an export as it streams by, in memory that does not grow with it.

use super::{
    fault::{Fault, Faults},
    held::{Held, Known, Trust, forks},
    walk::Walk,
};
use crate::{
    export::{ExportError, ExportReader, Header, Line},
    hash::{EMPTY_ROOT, Hash},
    note::VerifierKey,
};
use std::io::{self, BufRead};

/// What an export came to.
#[derive(Debug)]
pub struct ExportReport {
    /// The log it says it is of.
    pub origin: String,
    /// The organisation it says it is of.
    pub organisation: String,
    /// Records read.
    pub records: u64,
    /// Records whose detail was revealed and is the recorded one.
    pub opened: u64,
    /// Records whose detail was erased, because the log keeps details only so long.
    pub erased: u64,
    /// Root over the records read.
    pub root: Hash,
    /// Good checkpoints it was compared with.
    pub checkpoints: usize,
    /// The largest of them; several when several notes speak of as many records.
    pub newest: Vec<Known>,
    /// The keys whose signatures counted.
    pub keys: Vec<VerifierKey>,
    /// What is false, at most [`MAX_FAULTS`](super::MAX_FAULTS).
    pub faults: Vec<Fault>,
    /// Further faults, not listed.
    pub more: u64,
}

/// Judges an export against the checkpoints in it and others held elsewhere. Fails only when it cannot be read.
pub fn export(input: impl BufRead, trust: Trust<'_>, held: &[Held]) -> io::Result<ExportReport> {
    let (header, mut reader) = match ExportReader::open(input) {
        Ok(opened) => opened,
        Err(ExportError::Io(error)) => return Err(error),
        Err(why) => return Ok(unreadable(&why)),
    };
    let mut faults = Faults::default();
    let keys = match trust {
        Trust::Pinned(keys) => keys.to_vec(),
        Trust::InFile => header_keys(&header, &mut faults),
    };
    let mut known = open_all(&header, held, &keys, &mut faults);
    let mut walk = Walk::new(&known, faults);
    while walk.goes_on() {
        let line = reader.line() + 1;
        match reader.read() {
            Ok(None) => break,
            Ok(Some(Line::Entry(entry))) => walk.record(line, &entry),
            Ok(Some(Line::End(end))) => walk.end(line, end.size),
            Err(ExportError::Io(error)) => return Err(error),
            Err(why) => walk.unreadable(line, &why),
        }
    }
    let walked = walk.finish();
    let size = known.last().map_or(0, |newest| newest.checkpoint.size);
    let newest = known.split_off(known.partition_point(|known| known.checkpoint.size < size));
    Ok(ExportReport {
        origin: header.origin,
        organisation: header.organisation,
        records: walked.records,
        opened: walked.opened,
        erased: walked.erased,
        root: walked.root,
        checkpoints: walked.checkpoints,
        newest,
        keys,
        faults: walked.faults.list,
        more: walked.faults.more,
    })
}

fn unreadable(why: &ExportError) -> ExportReport {
    ExportReport {
        origin: String::new(),
        organisation: String::new(),
        records: 0,
        opened: 0,
        erased: 0,
        root: EMPTY_ROOT,
        checkpoints: 0,
        newest: Vec::new(),
        keys: Vec::new(),
        faults: vec![Fault::Header { why: why.to_string() }],
        more: 0,
    }
}

fn header_keys(header: &Header, faults: &mut Faults) -> Vec<VerifierKey> {
    let mut keys = Vec::new();
    for text in &header.verifier_keys {
        match text.parse() {
            Ok(key) => keys.push(key),
            Err(why) => faults.push(Fault::Header { why: format!("verifier key: {why}") }),
        }
    }
    keys
}

/// Opens the checkpoints of the export and those held elsewhere; what does not open, or is of another log, is a fault.
fn open_all(header: &Header, held: &[Held], keys: &[VerifierKey], faults: &mut Faults) -> Vec<Known> {
    let own =
        header.checkpoints.iter().enumerate().map(|(at, note)| {
            Held { source_name: format!("checkpoint {} of the export", at + 1), note: note.clone() }.open(Some(keys), true)
        });
    let others = held.iter().map(|held| held.open(Some(keys), false));
    let mut known = Vec::new();
    for opened in own.chain(others) {
        match opened {
            Ok(one) if one.checkpoint.origin != header.origin => faults.push(Fault::OtherLog {
                source_name: one.source_name,
                origin: one.checkpoint.origin,
                expected: header.origin.clone(),
            }),
            Ok(one) => known.push(one),
            Err(fault) => faults.push(fault),
        }
    }
    if header.checkpoints.is_empty() && held.is_empty() {
        faults.push(Fault::NoCheckpoint);
    }
    for fault in forks(&known) {
        faults.push(fault);
    }
    known.sort_by_key(|known| known.checkpoint.size);
    known
}
