//! Checkpoints (c2sp.org/tlog-checkpoint): a signed statement of a log's size and root.

use crate::{
    hash::Hash,
    note::{KeyError, Note, NoteError, NoteSigner, VerifierKey, check_name},
};
use std::fmt;

/// What a log says of itself at one moment. Extension lines are allowed by the specification, and not used by Muster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: its name, also the name of its key.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree of that size.
    pub root: Hash,
    /// Further lines, none empty.
    pub extensions: Vec<String>,
}

/// Why a text is not a checkpoint, or its note is not to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a note, or not signed by a trusted key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Fewer than three lines, or an empty one.
    #[error("a checkpoint has at least three lines, none empty")]
    Lines,
    /// The second line is not a plain decimal number.
    #[error("the second line of a checkpoint is its size")]
    Size,
    /// The third line is not a hash.
    #[error("the third line of a checkpoint is its root")]
    Root,
    /// The note is signed, but not in the name of the log it speaks of.
    #[error("the checkpoint of {origin} is not signed in that name")]
    Origin {
        /// The log the checkpoint speaks of.
        origin: String,
    },
}

impl Checkpoint {
    /// A checkpoint without extension lines. The origin must be fit to be a key's name.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, KeyError> {
        check_name(origin)?;
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// Reads the text of a note; whoever signed it is not looked at.
    pub fn parse_text(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(CheckpointError::Lines);
        };
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if origin.is_empty() || extensions.iter().any(String::is_empty) {
            return Err(CheckpointError::Lines);
        }
        let size = plain_decimal(size).ok_or(CheckpointError::Size)?;
        let root = Hash::from_base64(root).map_err(|_| CheckpointError::Root)?;
        Ok(Self { origin: origin.to_owned(), size, root, extensions })
    }

    /// Reads a signed note and checks that a trusted key of the log itself signed it.
    pub fn open(note: &str, trusted: &[VerifierKey]) -> Result<Self, CheckpointError> {
        Self::of(&Note::parse(note)?, trusted)
    }

    /// The same of a note that was read already.
    pub fn of(note: &Note, trusted: &[VerifierKey]) -> Result<Self, CheckpointError> {
        let signed = note.verify(trusted)?;
        let checkpoint = Self::parse_text(note.text())?;
        if signed.iter().any(|key| key.name() == checkpoint.origin) {
            Ok(checkpoint)
        } else {
            Err(CheckpointError::Origin { origin: checkpoint.origin })
        }
    }

    /// The signed note. The signer must be the log's own, and must not have signed anything inconsistent before.
    pub fn sign(&self, signer: &NoteSigner) -> Result<String, CheckpointError> {
        if signer.verifier_key().name() != self.origin {
            return Err(CheckpointError::Origin { origin: self.origin.clone() });
        }
        Ok(signer.sign(&self.to_string())?)
    }
}

/// The text of the note.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root.to_base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A number as these formats write it: ASCII digits, no leading zero, no sign.
pub(crate) fn plain_decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}
