//! Judging all files together: each checkpoint is held against every export, and keys count for all.

use crate::files::{Content, Named};
use crate::witnessed::{Asked, Witnessed};
use ledger::{
    VerifierKey,
    check::{self, CheckpointsReport, ExportReport, Fault, Held, ProofReport, Trust, Undecided},
};

/// What the whole came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Verified,
    False,
    Undecided,
    Unwitnessed,
}

impl Verdict {
    pub(crate) const fn exit_code(self) -> u8 {
        match self {
            Self::Verified => 0,
            Self::False => 1,
            Self::Undecided => 2,
            Self::Unwitnessed => 3,
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::False => "false",
            Self::Undecided => "undecided",
            Self::Unwitnessed => "unwitnessed",
        }
    }
}

/// The reports on every file.
pub(crate) struct Judgement {
    /// Whether the reader brought the keys; otherwise they are those in the export.
    pub(crate) pinned: bool,
    pub(crate) keys: Vec<VerifierKey>,
    pub(crate) exports: Vec<(String, ExportReport)>,
    pub(crate) proofs: Vec<(String, ProofReport)>,
    /// Of the files that are checkpoints or proofs of consistency.
    pub(crate) checkpoints: Option<CheckpointsReport>,
    /// Which witnesses signed the heads that count, where any were named.
    pub(crate) witnessed: Option<Witnessed>,
}

impl Judgement {
    pub(crate) fn verdict(&self) -> Verdict {
        if self.faults().next().is_some() {
            Verdict::False
        } else if self.witnessed.as_ref().is_some_and(|witnessed| !witnessed.is_enough()) {
            Verdict::Unwitnessed
        } else if self.undecided().next().is_some() {
            Verdict::Undecided
        } else {
            Verdict::Verified
        }
    }

    pub(crate) fn faults(&self) -> impl Iterator<Item = &Fault> {
        let exports = self.exports.iter().flat_map(|(_, report)| &report.faults);
        let proofs = self.proofs.iter().flat_map(|(_, report)| &report.faults);
        exports.chain(proofs).chain(self.checkpoints.iter().flat_map(|report| &report.faults))
    }

    pub(crate) fn undecided(&self) -> impl Iterator<Item = &Undecided> {
        let proofs = self.proofs.iter().flat_map(|(_, report)| &report.undecided);
        proofs.chain(self.checkpoints.iter().flat_map(|report| &report.undecided))
    }
}

/// The files, parted by kind, and the checkpoints in all of them but the exports.
#[derive(Default)]
struct Parted {
    exports: Vec<(String, std::io::BufReader<std::fs::File>)>,
    proofs: Vec<(String, ledger::ProofFile)>,
    consistency: Vec<(String, ledger::ConsistencyFile)>,
    checkpoints: Vec<Held>,
    /// Checkpoints within the proofs of either kind.
    within: Vec<Held>,
    malformed: Vec<Fault>,
}

pub(crate) fn judge(files: Vec<Named>, pinned: Option<Vec<VerifierKey>>, asked: Option<&Asked>) -> Result<Judgement, String> {
    let Parted { exports, proofs, consistency, checkpoints, within, malformed } = part(files);
    let anchored = !exports.is_empty();
    let held: Vec<Held> = checkpoints.iter().chain(&within).cloned().collect();
    let mut judgement = Judgement {
        pinned: pinned.is_some(),
        keys: pinned.unwrap_or_default(),
        exports: Vec::new(),
        proofs: Vec::new(),
        checkpoints: None,
        witnessed: None,
    };
    for (name, file) in exports {
        let trust = if judgement.pinned { Trust::Pinned(&judgement.keys) } else { Trust::InFile };
        let report = check::export(file, trust, &held).map_err(|error| format!("cannot read {name}: {error}"))?;
        judgement.exports.push((name, report));
    }
    if !judgement.pinned {
        judgement.keys = judgement.exports.iter().flat_map(|(_, report)| report.keys.clone()).collect();
    }
    let keys = if judgement.pinned || anchored { Some(judgement.keys.as_slice()) } else { None };
    judgement.proofs = proofs.into_iter().map(|(name, proof)| (name.clone(), check::proof(&name, &proof, keys))).collect();
    if !checkpoints.is_empty() || !consistency.is_empty() || !malformed.is_empty() {
        let mut report = check::checkpoints(&checkpoints, &consistency, keys);
        report.faults.extend(malformed);
        if anchored {
            // The export itself shows how the tree grew from each to the next, and has reported what is false.
            report.undecided.retain(|gap| !matches!(gap, Undecided::Unlinked { .. } | Undecided::NoOlder { .. }));
            let told: Vec<Fault> = judgement.faults().cloned().collect();
            report.faults.retain(|fault| !told.contains(fault));
        }
        judgement.checkpoints = Some(report);
    }
    judgement.witnessed = asked.map(|asked| asked.of(&judgement));
    Ok(judgement)
}

fn part(files: Vec<Named>) -> Parted {
    let mut parted = Parted::default();
    for Named { name, content } in files {
        match content {
            Content::Export(file) => parted.exports.push((name, file)),
            Content::Checkpoint(note) => parted.checkpoints.push(Held { source_name: name, note }),
            Content::Proof(Ok(proof)) => {
                parted.within.push(Held { source_name: name.clone(), note: proof.checkpoint.to_string() });
                parted.proofs.push((name, proof));
            }
            Content::Consistency(Ok(proof)) => {
                parted.within.push(Held { source_name: name.clone(), note: proof.checkpoint.to_string() });
                parted.consistency.push((name, proof));
            }
            Content::Proof(Err(why)) | Content::Consistency(Err(why)) => {
                parted.malformed.push(Fault::Malformed { source_name: name, why: why.to_string() });
            }
        }
    }
    parted
}
