//! Whether witnesses saw the heads that count: of each log the newest one at hand, and the one that each proof leads to.
//!
//! An older head needs no witness: the export, or a proof of consistency, shows that the newest one grew from it. A cosignature that is
//! false counts as none. Under which of several notes of one text it stands is all the same.

use crate::args::Args;
use crate::judgement::Judgement;
use ledger::{WitnessKey, check::Known};
use std::collections::BTreeMap;

/// Whose word is asked for.
pub(crate) struct Asked {
    witnesses: Vec<WitnessKey>,
    quorum: usize,
}

/// A head, and who signed that they saw the log grow to it.
pub(crate) struct Head {
    /// Where it comes from.
    pub(crate) source_name: String,
    /// Records it speaks for.
    pub(crate) size: u64,
    /// The witnesses' names, and when each saw it, in milliseconds since 1970.
    pub(crate) seen: Vec<(String, u64)>,
}

/// What witnesses say of everything at hand.
pub(crate) struct Witnessed {
    /// How many must have signed each.
    pub(crate) quorum: usize,
    /// The heads that count.
    pub(crate) heads: Vec<Head>,
}

/// The witnesses that the reader named; none when nobody is asked for.
pub(crate) fn asked(args: &Args) -> Result<Option<Asked>, String> {
    let mut witnesses: Vec<WitnessKey> = Vec::new();
    for text in &args.witness {
        let key: WitnessKey = text.parse().map_err(|why| format!("not a witness's key: {text}: {why}"))?;
        if witnesses.iter().any(|known| known.public() == key.public() || known.name() == key.name()) {
            return Err(format!("a witness counts once: {text} is named twice"));
        }
        witnesses.push(key);
    }
    let quorum = args.quorum.unwrap_or(witnesses.len());
    match witnesses.len() {
        0 => Ok(None),
        most if (1..=most).contains(&quorum) => Ok(Some(Asked { witnesses, quorum })),
        most => Err(format!("--quorum is from 1 to {most}, as many as witnesses are named")),
    }
}

impl Asked {
    /// Looks for their signatures under every head that counts.
    pub(crate) fn of(&self, judgement: &Judgement) -> Witnessed {
        let newest = judgement.exports.iter().flat_map(|(_, report)| &report.newest);
        let held = judgement.checkpoints.iter().flat_map(|report| &report.known);
        let proved: Vec<&Known> = judgement.proofs.iter().filter_map(|(_, report)| report.checkpoint.as_ref()).collect();
        let all: Vec<&Known> = newest.chain(held).chain(proved.iter().copied()).collect();
        let mut largest: BTreeMap<&str, u64> = BTreeMap::new();
        for Known { checkpoint, .. } in &all {
            let size = largest.entry(checkpoint.origin.as_str()).or_default();
            *size = checkpoint.size.max(*size);
        }
        let mut counted: Vec<&Known> = Vec::new();
        for known in &all {
            let counts = largest.get(known.checkpoint.origin.as_str()) == Some(&known.checkpoint.size);
            let is_proved = proved.iter().any(|proved| proved.checkpoint == known.checkpoint);
            if (counts || is_proved) && !counted.iter().any(|other| other.checkpoint == known.checkpoint) {
                counted.push(known);
            }
        }
        Witnessed { quorum: self.quorum, heads: counted.into_iter().map(|known| self.head(known, &all)).collect() }
    }

    fn head(&self, known: &Known, all: &[&Known]) -> Head {
        let notes = || all.iter().filter(|other| other.checkpoint == known.checkpoint).map(|other| &other.note);
        let seen = |witness: &WitnessKey| {
            let at = notes().find_map(|note| witness.seen(note))?;
            Some((witness.name().to_owned(), at.saturating_mul(1000)))
        };
        let seen = self.witnesses.iter().filter_map(seen).collect();
        Head { source_name: known.source_name.clone(), size: known.checkpoint.size, seen }
    }
}

impl Head {
    /// Whether enough witnesses signed it.
    pub(crate) fn is_enough(&self, quorum: usize) -> bool {
        self.seen.len() >= quorum
    }
}

impl Witnessed {
    /// Whether enough witnesses signed every head that counts, of which there must be one.
    pub(crate) fn is_enough(&self) -> bool {
        !self.heads.is_empty() && self.heads.iter().all(|head| head.is_enough(self.quorum))
    }
}
