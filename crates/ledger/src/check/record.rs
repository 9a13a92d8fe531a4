//! Checking one record by itself: its bytes and its revealed detail.

use super::fault::Fault;
use crate::{
    commitment::commitment,
    entry::{Entry, Outcome},
    export::EntryLine,
    hash::{Hash, leaf_hash},
};

/// A record as told to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Sequence number.
    pub seq: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Who: kind and id.
    pub actor: (String, Option<String>),
    /// What was done.
    pub action: String,
    /// How it ended.
    pub outcome: Outcome,
    /// To what: kind and id.
    pub subject: (String, Option<String>),
    /// The detail, where it was revealed.
    pub detail: Option<String>,
}

/// What one line of an export comes to.
#[derive(Debug)]
pub(super) struct Judged {
    /// The leaf it makes, whatever is wrong with it.
    pub(super) leaf: Hash,
    /// Whether its detail was revealed and is the right one.
    pub(super) opened: bool,
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
}

/// Judges a line. The place of a fault is the line number.
pub(super) fn judge(number: u64, line: &EntryLine<'_>) -> Judged {
    let malformed = |why: &str| Fault::Line { line: number, why: why.to_owned() };
    let Some(bytes) = line.entry_bytes() else {
        return Judged { leaf: leaf_hash(&[]), opened: false, fault: Some(malformed("entry is not base64")) };
    };
    let leaf = leaf_hash(&bytes);
    match Entry::decode(&bytes) {
        Err(why) => Judged { leaf, opened: false, fault: Some(Fault::NotCanonical { seq: line.seq, why }) },
        Ok(entry) if entry.seq != line.seq => {
            let fault = Fault::Mislabelled { line: number, said: line.seq, entry: entry.seq };
            Judged { leaf, opened: false, fault: Some(fault) }
        }
        Ok(entry) => {
            let opened = open(number, line, &entry);
            Judged { leaf, opened: matches!(opened, Ok(true)), fault: opened.err() }
        }
    }
}

/// Whether the detail was revealed; it must then be the one committed to.
fn open(number: u64, line: &EntryLine<'_>, entry: &Entry<'_>) -> Result<bool, Fault> {
    let (Some(_), Some(detail)) = (line.salt, &line.detail) else {
        return if line.salt.is_none() && line.detail.is_none() { Ok(false) } else { Err(Fault::HalfOpen { seq: entry.seq }) };
    };
    match line.salt_bytes() {
        Some(salt) if commitment(&salt, detail.as_bytes()) == entry.commitment => Ok(true),
        Some(_) => Err(Fault::DetailAltered { seq: entry.seq }),
        None => Err(Fault::Line { line: number, why: "salt is not base64 of 16 bytes".to_owned() }),
    }
}

impl Record {
    pub(super) fn of(entry: &Entry<'_>, detail: Option<&str>) -> Self {
        let owned = |id: Option<&str>| id.map(str::to_owned);
        Self {
            seq: entry.seq,
            at_ms: entry.at_ms,
            actor: (entry.actor_kind.to_owned(), owned(entry.actor_id)),
            action: entry.action.to_owned(),
            outcome: entry.outcome,
            subject: (entry.subject_kind.to_owned(), owned(entry.subject_id)),
            detail: owned(detail),
        }
    }
}
