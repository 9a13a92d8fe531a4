//! Proof files (c2sp.org/tlog-proof, `.tlog-proof`): that a record is in the log, checkable with nothing else but the key.
//!
//! The specification leaves the `extra` line to the application: here it carries the record as a line of an
//! [export](crate::export), so that the file alone shows what it proves.

use crate::{
    checkpoint::plain_decimal,
    hash::Hash,
    note::{MAX_NOTE_BYTES, Note, NoteError},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt;

/// The first line.
pub const PROOF_FORMAT: &str = "c2sp.org/tlog-proof@v1";
/// A proof in a tree of 2⁶⁴ leaves has no more hashes than this.
pub(crate) const MAX_HASHES: usize = 64;

/// A proof of inclusion with the checkpoint it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofFile {
    /// What the application added: here, a record's export line. Not authenticated by itself.
    pub extra: Option<Vec<u8>>,
    /// Index of the leaf.
    pub index: u64,
    /// The hashes, from the leaf's sibling upwards.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: Note,
}

/// Why a text is not a proof file, or not one of consistency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofFileError {
    /// Another first line.
    #[error("the first line is not that of a proof")]
    Format,
    /// The extra line is not base64.
    #[error("the extra line is not base64")]
    Extra,
    /// The index (or earlier size) is missing or not a plain number.
    #[error("the line with the number is missing or malformed")]
    Number,
    /// A line of the proof is not a hash.
    #[error("a line of the proof is not a hash")]
    Hash,
    /// More hashes than any proof has.
    #[error("the proof has too many hashes")]
    TooManyHashes,
    /// No empty line parts proof and checkpoint.
    #[error("no checkpoint follows the proof")]
    NoCheckpoint,
    /// What follows is not a note.
    #[error("the checkpoint is not a note: {0}")]
    Note(#[from] NoteError),
    /// Larger than a proof can be.
    #[error("the file is too large")]
    TooLong,
}

impl ProofFile {
    /// Reads a proof file.
    pub fn parse(text: &str) -> Result<Self, ProofFileError> {
        let rest = text.strip_prefix(PROOF_FORMAT).and_then(|rest| rest.strip_prefix('\n')).ok_or(ProofFileError::Format)?;
        let (extra, rest) = match rest.strip_prefix("extra ") {
            Some(rest) => {
                let (extra, rest) = rest.split_once('\n').ok_or(ProofFileError::Extra)?;
                (Some(STANDARD.decode(extra).map_err(|_| ProofFileError::Extra)?), rest)
            }
            None => (None, rest),
        };
        let Numbered { number, hashes, checkpoint } = Numbered::parse(rest, "index ")?;
        Ok(Self { extra, index: number, hashes, checkpoint })
    }
}

impl fmt::Display for ProofFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{PROOF_FORMAT}")?;
        self.extra.as_ref().map_or(Ok(()), |extra| writeln!(f, "extra {}", STANDARD.encode(extra)))?;
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{}", hash.to_base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// What both kinds of proof end with: a number, hashes, an empty line, a checkpoint.
pub(crate) struct Numbered {
    pub(crate) number: u64,
    pub(crate) hashes: Vec<Hash>,
    pub(crate) checkpoint: Note,
}

impl Numbered {
    pub(crate) fn parse(text: &str, word: &str) -> Result<Self, ProofFileError> {
        if text.len() > MAX_NOTE_BYTES {
            return Err(ProofFileError::TooLong);
        }
        let (proof, checkpoint) = text.split_once("\n\n").ok_or(ProofFileError::NoCheckpoint)?;
        let mut lines = proof.split('\n');
        let number = lines.next().and_then(|line| line.strip_prefix(word)).and_then(plain_decimal);
        let number = number.ok_or(ProofFileError::Number)?;
        let hashes = lines.map(Hash::from_base64).collect::<Result<Vec<_>, _>>().map_err(|_| ProofFileError::Hash)?;
        if hashes.len() > MAX_HASHES {
            return Err(ProofFileError::TooManyHashes);
        }
        Ok(Self { number, hashes, checkpoint: Note::parse(checkpoint)? })
    }
}
