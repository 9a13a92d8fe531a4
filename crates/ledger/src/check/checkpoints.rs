//! Judging checkpoints against one another.

use super::{
    fault::{Fault, Undecided},
    held::{Held, Known, forks},
};
use crate::{consistency::verify_consistency, consistency_file::ConsistencyFile, note::VerifierKey};

/// What a set of checkpoints came to.
#[derive(Debug, Default)]
pub struct CheckpointsReport {
    /// Those that opened, from the smallest tree to the largest.
    pub known: Vec<Known>,
    /// Growth that was proved: from size, to size.
    pub grown: Vec<(u64, u64)>,
    /// What is false.
    pub faults: Vec<Fault>,
    /// What could not be said.
    pub undecided: Vec<Undecided>,
}

/// Judges checkpoints, and the proofs of consistency between them, each named; without keys, everything but the signatures.
pub fn checkpoints(held: &[Held], proofs: &[(String, ConsistencyFile)], keys: Option<&[VerifierKey]>) -> CheckpointsReport {
    let mut report = CheckpointsReport::default();
    let newer = proofs.iter().map(|(name, proof)| Held { source_name: name.clone(), note: proof.checkpoint.to_string() });
    for held in held.iter().cloned().chain(newer) {
        if keys.is_none() {
            report.undecided.push(Undecided::NoKey { source_name: held.source_name.clone() });
        }
        match held.open(keys, false) {
            Ok(known) => report.known.push(known),
            Err(fault) => report.faults.push(fault),
        }
    }
    report.faults.extend(forks(&report.known));
    report.known.sort_by_key(|known| known.checkpoint.size);
    for (name, proof) in proofs {
        follow(name, proof, &mut report);
    }
    find_gaps(&mut report);
    report
}

/// Follows one proof from every known checkpoint of its older size.
fn follow(name: &str, proof: &ConsistencyFile, report: &mut CheckpointsReport) {
    let Some(newer) = report.known.iter().find(|known| known.source_name == name) else { return };
    let to = &newer.checkpoint;
    let older: Vec<&Known> = report
        .known
        .iter()
        .filter(|known| known.checkpoint.size == proof.old && known.checkpoint.origin == to.origin && known.source_name != name)
        .collect();
    if older.is_empty() {
        report.undecided.push(Undecided::NoOlder { source_name: name.to_owned(), old: proof.old });
        return;
    }
    let mut refused = Vec::new();
    for from in older.iter().map(|known| &known.checkpoint) {
        if let Err(why) = verify_consistency(from.size, &from.root, to.size, &to.root, &proof.hashes) {
            refused.push(Fault::Proof { source_name: name.to_owned(), why });
        }
    }
    if refused.is_empty() {
        report.grown.push((proof.old, to.size));
    }
    report.faults.extend(refused);
}

/// Checkpoints of one log hang together when each leads, by proofs, to the largest: two that grew from the same one
/// need not.
fn find_gaps(report: &mut CheckpointsReport) {
    let mut gaps = Vec::new();
    for largest in report.known.iter().rev() {
        let (origin, top) = (&largest.checkpoint.origin, largest.checkpoint.size);
        let is_largest = !report.known.iter().any(|other| other.checkpoint.origin == *origin && other.checkpoint.size > top);
        if !is_largest {
            continue;
        }
        let mut reached = vec![top];
        // From the larger sizes down, so that one pass finds every path.
        let mut grown = report.grown.clone();
        grown.sort_by_key(|(_, to)| std::cmp::Reverse(*to));
        for (from, to) in grown {
            if reached.contains(&to) {
                reached.push(from);
            }
        }
        let of_log = report.known.iter().filter(|known| known.checkpoint.origin == *origin);
        for size in of_log.map(|known| known.checkpoint.size) {
            let gap = Undecided::Unlinked { from: size, to: top };
            // The empty tree is the beginning of every other.
            if size != 0 && !reached.contains(&size) && !gaps.contains(&gap) {
                gaps.push(gap);
            }
        }
    }
    report.undecided.extend(gaps);
}
