//! Checking one record by itself: its bytes and its revealed detail.

use super::fault::Fault;
use crate::{
    commitment::commitment,
    entry::{Entry, Outcome},
    export::EntryLine,
    hash::{Hash, leaf_hash},
    lapse::lapsed_before,
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
    /// What became of its detail; unknown where something is wrong with it.
    pub(super) detail: Option<Detail>,
    /// When it happened, in milliseconds since 1970; 0 where it cannot be read.
    pub(super) at_ms: u64,
    /// The first record that keeps its detail, if this one says so.
    pub(super) lapsed_before: Option<u64>,
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
}

/// A record's detail, as its line has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// It is here, and is the one committed to.
    Opened,
    /// It was erased, as the line says. Whether that may be, the rest of the log tells.
    Erased,
}

impl Judged {
    fn wrong(leaf: Hash, fault: Fault) -> Self {
        Self { leaf, detail: None, at_ms: 0, lapsed_before: None, fault: Some(fault) }
    }
}

/// Judges a line. The place of a fault is the line number.
pub(super) fn judge(number: u64, line: &EntryLine<'_>) -> Judged {
    let malformed = |why: &str| Fault::Line { line: number, why: why.to_owned() };
    let Some(bytes) = line.entry_bytes() else {
        return Judged::wrong(leaf_hash(&[]), malformed("entry is not base64"));
    };
    let leaf = leaf_hash(&bytes);
    match Entry::decode(&bytes) {
        Err(why) => Judged::wrong(leaf, Fault::NotCanonical { seq: line.seq, why }),
        Ok(entry) if entry.seq != line.seq => Judged::wrong(leaf, Fault::Mislabelled { line: number, said: line.seq, entry: entry.seq }),
        Ok(entry) => {
            let (detail, fault) = match open(number, line, &entry) {
                Ok(detail) => (Some(detail), None),
                Err(fault) => (None, Some(fault)),
            };
            Judged { leaf, detail, at_ms: entry.at_ms, lapsed_before: lapsed_before(&entry), fault }
        }
    }
}

/// What became of the detail: revealed it must be the one committed to, and gone it must be said to be erased.
fn open(number: u64, line: &EntryLine<'_>, entry: &Entry<'_>) -> Result<Detail, Fault> {
    let seq = entry.seq;
    let detail = match (line.salt, &line.detail, line.erased) {
        (Some(_), Some(detail), false) => detail,
        (None, None, true) => return Ok(Detail::Erased),
        (None, None, false) => return Err(Fault::DetailMissing { seq }),
        (Some(_), Some(_), true) => return Err(Fault::NotErased { seq }),
        (Some(_), None, _) | (None, Some(_), _) => return Err(Fault::HalfOpen { seq }),
    };
    match line.salt_bytes() {
        Some(salt) if commitment(&salt, detail.as_bytes()) == entry.commitment => Ok(Detail::Opened),
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
