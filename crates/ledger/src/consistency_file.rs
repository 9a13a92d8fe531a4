//! Consistency files: that a log only grew between two checkpoints.
//!
//! The form is that of a witness request (c2sp.org/tlog-witness `add-checkpoint`): `old SIZE`, the proof's hashes, an
//! empty line, and the newer checkpoint. The older checkpoint is the reader's own.

use crate::{
    hash::Hash,
    note::Note,
    proof_file::{Numbered, ProofFileError},
};
use std::fmt;

/// How a consistency file begins.
pub const CONSISTENCY_PREFIX: &str = "old ";

/// A proof of consistency with the newer checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyFile {
    /// Size of the older tree.
    pub old: u64,
    /// The hashes.
    pub hashes: Vec<Hash>,
    /// The newer signed checkpoint.
    pub checkpoint: Note,
}

impl ConsistencyFile {
    /// Reads a consistency file.
    pub fn parse(text: &str) -> Result<Self, ProofFileError> {
        let Numbered { number, hashes, checkpoint } = Numbered::parse(text, CONSISTENCY_PREFIX)?;
        Ok(Self { old: number, hashes, checkpoint })
    }
}

impl fmt::Display for ConsistencyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{CONSISTENCY_PREFIX}{}", self.old)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
