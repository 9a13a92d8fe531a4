//! Checkpoints one holds, from an export or from elsewhere, and opening them.

use super::fault::Fault;
use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    note::{Note, NoteError, VerifierKey},
};

/// A signed checkpoint and where it comes from. One kept outside the server (from a mail, a printout, an earlier visit)
/// is what shows that a file is not an older state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Where it comes from, for messages: `later.checkpoint`, `checkpoint 2 of the export`.
    pub source_name: String,
    /// The signed note.
    pub note: String,
}

/// Whose signatures count.
#[derive(Clone, Copy, Debug)]
pub enum Trust<'k> {
    /// The keys the reader brought, from a source other than the file.
    Pinned(&'k [VerifierKey]),
    /// The keys named in the file itself: then only its consistency with itself is shown.
    InFile,
}

/// A checkpoint that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where it comes from.
    pub source_name: String,
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The note it was read from, with all its signatures.
    pub note: Note,
    /// Whether it came with the file it is compared to, and not from elsewhere.
    pub own: bool,
}

impl Held {
    /// Opens it with these keys; without keys it is only read.
    pub(super) fn open(&self, keys: Option<&[VerifierKey]>, own: bool) -> Result<Known, Fault> {
        let note = Note::parse(&self.note).map_err(|why| self.fault(why.into()))?;
        let opened = match keys {
            Some(keys) => Checkpoint::of(&note, keys),
            None => Checkpoint::parse_text(note.text()),
        };
        let checkpoint = opened.map_err(|why| self.fault(why))?;
        Ok(Known { source_name: self.source_name.clone(), checkpoint, note, own })
    }

    fn fault(&self, why: CheckpointError) -> Fault {
        let source_name = self.source_name.clone();
        match why {
            CheckpointError::Note(NoteError::False(key)) => Fault::FalseSignature { source_name, key },
            CheckpointError::Note(NoteError::Unsigned(names)) => Fault::OtherKey { source_name, names },
            why => Fault::Malformed { source_name, why: why.to_string() },
        }
    }
}

/// Two checkpoints of one log with the same size and different roots: proof that the log lied to someone.
pub(super) fn forks(known: &[Known]) -> Vec<Fault> {
    let mut sorted: Vec<&Known> = known.iter().collect();
    sorted.sort_by_key(|known| (&known.checkpoint.origin, known.checkpoint.size));
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs
        .filter(|(a, b)| {
            let (a, b) = (&a.checkpoint, &b.checkpoint);
            a.origin == b.origin && a.size == b.size && a.root != b.root
        })
        .map(|(a, b)| Fault::Fork { size: a.checkpoint.size, first: a.source_name.clone(), second: b.source_name.clone() })
        .collect()
}
