//! Judging a proof file.

use super::{
    fault::{Fault, Undecided},
    held::{Held, Known},
    record::{Record, judge},
};
use crate::{
    entry::{Entry, leaf_index},
    export::EntryLine,
    inclusion::verify_inclusion,
    note::VerifierKey,
    proof_file::ProofFile,
};

/// What a proof came to.
#[derive(Debug)]
pub struct ProofReport {
    /// The checkpoint the proof leads to, when its signature is good (or no key was there to check it).
    pub checkpoint: Option<Known>,
    /// The record it proves, when it carries one.
    pub record: Option<Record>,
    /// What is false.
    pub faults: Vec<Fault>,
    /// What could not be said.
    pub undecided: Vec<Undecided>,
}

/// Judges a proof with these keys; without any, everything but the signature.
pub fn proof(source_name: &str, proof: &ProofFile, keys: Option<&[VerifierKey]>) -> ProofReport {
    let mut report = ProofReport { checkpoint: None, record: None, faults: Vec::new(), undecided: Vec::new() };
    if keys.is_none() {
        report.undecided.push(Undecided::NoKey { source_name: source_name.to_owned() });
    }
    let held = Held { source_name: source_name.to_owned(), note: proof.checkpoint.to_string() };
    match held.open(keys, true) {
        Ok(known) => report.checkpoint = Some(known),
        Err(fault) => report.faults.push(fault),
    }
    match &proof.extra {
        None => report.undecided.push(Undecided::NoRecord { source_name: source_name.to_owned() }),
        Some(extra) => match prove(source_name, proof, extra, report.checkpoint.as_ref()) {
            Ok(record) => report.record = Some(record),
            Err(fault) => report.faults.push(fault),
        },
    }
    report
}

fn prove(source_name: &str, proof: &ProofFile, extra: &[u8], known: Option<&Known>) -> Result<Record, Fault> {
    let source_name = source_name.to_owned();
    let line: EntryLine<'_> = match serde_json::from_slice(extra) {
        Ok(line) => line,
        Err(why) => return Err(Fault::ProofRecord { source_name, why: why.to_string() }),
    };
    let judged = judge(1, &line);
    if let Some(fault) = judged.fault {
        return Err(fault);
    }
    if leaf_index(line.seq) != Some(proof.index) {
        return Err(Fault::ProofPlace { source_name, index: proof.index, seq: line.seq });
    }
    if let Some(Known { checkpoint, .. }) = known {
        verify_inclusion(&judged.leaf, proof.index, checkpoint.size, &proof.hashes, &checkpoint.root)
            .map_err(|why| Fault::Proof { source_name: source_name.clone(), why })?;
    }
    let bytes = line.entry_bytes().unwrap_or_default();
    let entry = Entry::decode(&bytes).map_err(|why| Fault::NotCanonical { seq: line.seq, why })?;
    Ok(Record::of(&entry, line.detail.as_deref()))
}
