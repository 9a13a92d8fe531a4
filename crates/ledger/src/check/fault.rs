//! The faults, each with a code that does not change and a sentence for people.

use crate::{entry::EntryError, hash::Hash, refusal::ProofRefused};

/// Faults listed in one report; further ones are only counted.
pub const MAX_FAULTS: usize = 100;

/// Something that is false. Lines count from 1, records by their sequence number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentence of each variant says what it and its fields are")]
pub enum Fault {
    #[error("the first line is not the header of an export: {why}")]
    Header { why: String },
    #[error("line {line} is malformed: {why}")]
    Line { line: u64, why: String },
    #[error("the file was cut off: its last line is missing after record {records}")]
    CutOff { records: u64 },
    #[error("line {line} follows the last line")]
    AfterEnd { line: u64 },
    #[error("the last line speaks of {said} records, the file has {records}")]
    EndSize { said: u64, records: u64 },
    #[error("line {line} holds record {found} where {expected} must stand: records were deleted, inserted or moved")]
    OutOfSequence { line: u64, expected: u64, found: u64 },
    #[error("line {line} says it is record {said}, its entry says {entry}")]
    Mislabelled { line: u64, said: u64, entry: u64 },
    #[error("record {seq} was altered: {why}")]
    NotCanonical { seq: u64, why: EntryError },
    #[error("record {seq} has a salt without a detail or a detail without a salt")]
    HalfOpen { seq: u64 },
    #[error("record {seq} has no detail, and does not say that it was erased")]
    DetailMissing { seq: u64 },
    #[error("record {seq} is said to be erased, and has a detail")]
    NotErased { seq: u64 },
    #[error("the detail of record {seq} was erased before its time: the log says so only of records before {lapsed_before}, a year old")]
    ErasedEarly { seq: u64, lapsed_before: u64 },
    #[error("the detail of record {seq} is not the one that was recorded")]
    DetailAltered { seq: u64 },
    #[error("there is no signed checkpoint")]
    NoCheckpoint,
    #[error("{source_name} is malformed: {why}")]
    Malformed { source_name: String, why: String },
    #[error("{source_name} bears a false signature in the name of the key {key}")]
    FalseSignature { source_name: String, key: String },
    #[error("{source_name} is not signed by the trusted key; it names {names}")]
    OtherKey { source_name: String, names: String },
    #[error("{source_name} is of the log {origin}, not of {expected}")]
    OtherLog { source_name: String, origin: String, expected: String },
    #[error("the log was forked: {first} and {second} give different roots for size {size}")]
    Fork { size: u64, first: String, second: String },
    #[error(
        "records up to {size} are not those that were signed ({source_name}: root {signed}, found {found}); up to record {holds_to} they are"
    )]
    Altered { size: u64, holds_to: u64, source_name: String, signed: Hash, found: Hash },
    #[error("records were cut off: {records} are here, {signed} were signed ({source_name})")]
    Truncated { records: u64, signed: u64, source_name: String },
    #[error("the whole log is gone: no record is here, {signed} were signed ({source_name})")]
    Dropped { signed: u64, source_name: String },
    #[error("this is an older state: it has {records} records, {source_name} was signed over {signed}")]
    Stale { records: u64, signed: u64, source_name: String },
    #[error("records {from} to {to} are covered by no signature")]
    Unsigned { from: u64, to: u64 },
    #[error("{source_name} does not prove what it says: {why}")]
    Proof { source_name: String, why: ProofRefused },
    #[error("{source_name} carries something else than a record: {why}")]
    ProofRecord { source_name: String, why: String },
    #[error("{source_name} is for leaf {index} but carries record {seq}")]
    ProofPlace { source_name: String, index: u64, seq: u64 },
}

impl Fault {
    /// The name of the fault, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Header { .. } => "header",
            Self::Line { .. } => "malformed-line",
            Self::CutOff { .. } => "cut-off",
            Self::AfterEnd { .. } => "after-end",
            Self::EndSize { .. } => "end-size",
            Self::OutOfSequence { .. } => "out-of-sequence",
            Self::Mislabelled { .. } => "mislabelled",
            Self::NotCanonical { .. } => "not-canonical",
            Self::HalfOpen { .. } => "half-open",
            Self::DetailMissing { .. } => "detail-missing",
            Self::NotErased { .. } => "not-erased",
            Self::ErasedEarly { .. } => "erased-early",
            Self::DetailAltered { .. } => "detail-altered",
            Self::NoCheckpoint => "no-checkpoint",
            Self::Malformed { .. } => "malformed",
            Self::FalseSignature { .. } => "false-signature",
            Self::OtherKey { .. } => "other-key",
            Self::OtherLog { .. } => "other-log",
            Self::Fork { .. } => "fork",
            Self::Altered { .. } => "altered",
            Self::Truncated { .. } => "truncated",
            Self::Dropped { .. } => "dropped",
            Self::Stale { .. } => "stale",
            Self::Unsigned { .. } => "unsigned",
            Self::Proof { .. } => "false-proof",
            Self::ProofRecord { .. } => "proof-record",
            Self::ProofPlace { .. } => "proof-place",
        }
    }
}

/// Something that what was given can neither show nor refute.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the sentence of each variant says what it and its fields are")]
pub enum Undecided {
    #[error("the signature of {source_name} cannot be checked without the log's verifier key")]
    NoKey { source_name: String },
    #[error("{source_name} carries no record, so it cannot be said what it proves")]
    NoRecord { source_name: String },
    #[error("{source_name} starts from a checkpoint of size {old}, which was not given")]
    NoOlder { source_name: String, old: u64 },
    #[error("whether the log only grew from {from} to {to} needs the export or a consistency proof")]
    Unlinked { from: u64, to: u64 },
}

impl Undecided {
    /// The name of the gap, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoKey { .. } => "no-key",
            Self::NoRecord { .. } => "no-record",
            Self::NoOlder { .. } => "no-older-checkpoint",
            Self::Unlinked { .. } => "unlinked",
        }
    }
}

/// Collects faults up to [`MAX_FAULTS`].
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) list: Vec<Fault>,
    pub(super) more: u64,
}

impl Faults {
    pub(super) fn push(&mut self, fault: Fault) {
        if self.list.len() < MAX_FAULTS { self.list.push(fault) } else { self.more += 1 }
    }
}
