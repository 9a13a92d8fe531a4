//! The canonical encoding of an event record: what is hashed into the tree.
//!
//! Deterministic CBOR, one array of eleven: `[1, seq, at_ms, actor_kind, actor_id | null, action, outcome, subject_kind,
//! subject_id | null, [[kind, id] …], commitment]`. No personal data stands in it: names and values are in the sealed
//! detail, to which `commitment` commits. Invariant: `decode(x) = e` exactly when `encode(e) = x`.

use crate::{
    cbor::{self, CborError},
    hash::{Hash, leaf_hash},
};

/// Sequence number of the first event record of a log.
pub const FIRST_SEQ: u64 = 1;
/// An entry is shorter than 64 KiB, because tlog-tiles bundles give lengths in 16 bits.
pub const MAX_ENTRY_BYTES: usize = 65_535;
/// Most touched rows an entry names.
pub const MAX_TOUCHED: usize = 1_000;
/// Most bytes of a kind, an action or an id.
const MAX_TEXT_BYTES: usize = 128;
const VERSION: u64 = 1;
const FIELDS: u64 = 11;

/// One event record as the log sees it. Texts are 1 to 128 bytes without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Position in the log, from [`FIRST_SEQ`].
    pub seq: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: u64,
    /// Who acted: `member`, `system`, `operator` …
    pub actor_kind: &'a str,
    /// Which of them; null when there is only one or it is unknown.
    pub actor_id: Option<&'a str>,
    /// What was done: `job.created` …
    pub action: &'a str,
    /// How it ended.
    pub outcome: Outcome,
    /// What it was done to: `job` …
    pub subject_kind: &'a str,
    /// Which of them; null when there is none, as when a list is exported.
    pub subject_id: Option<&'a str>,
    /// Every row the change touched.
    pub touched: Vec<Touched<'a>>,
    /// Commitment to the details: see [`commitment`](crate::commitment()).
    pub commitment: Hash,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not allowed, or a rule spoke against it.
    Refused,
    /// It was allowed and went wrong.
    Failed,
}

/// A row that a change touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched<'a> {
    /// Kind of row.
    pub kind: &'a str,
    /// Its id.
    pub id: &'a str,
}

/// Why an event record has no canonical encoding, or bytes are not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Not the CBOR an entry is made of.
    #[error("not a canonical entry: {0}")]
    Cbor(#[from] CborError),
    /// An entry of a version unknown here.
    #[error("entry version {0} is unknown")]
    Version(u64),
    /// The array has another length.
    #[error("an entry has 11 fields and a touched row 2, not {0}")]
    Fields(u64),
    /// Sequence numbers start at 1.
    #[error("0 is not a sequence number")]
    Seq,
    /// An outcome unknown here.
    #[error("unknown outcome")]
    Outcome,
    /// A text is empty, longer than 128 bytes or has control characters.
    #[error("{0} is empty, too long or has control characters")]
    Text(&'static str),
    /// Too many touched rows.
    #[error("{0} touched rows are more than an entry may name")]
    Touched(usize),
    /// The commitment is not 32 bytes.
    #[error("the commitment is not 32 bytes")]
    Commitment,
    /// Too long for a bundle.
    #[error("{0} bytes are more than an entry may have")]
    TooLong(usize),
}

/// The index of the leaf that holds the event record `seq`; none for 0.
#[must_use]
pub const fn leaf_index(seq: u64) -> Option<u64> {
    seq.checked_sub(FIRST_SEQ)
}

impl Outcome {
    /// The word in the encoding.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads what [`Outcome::as_str`] gives.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Done, Self::Refused, Self::Failed].into_iter().find(|outcome| outcome.as_str() == word)
    }
}

impl<'a> Entry<'a> {
    /// The canonical bytes.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        let mut out = Vec::with_capacity(256);
        self.encode_into(&mut out)?;
        Ok(out)
    }

    /// Writes the canonical bytes behind what `out` already holds; on error `out` is as before.
    pub fn encode_into(&self, out: &mut Vec<u8>) -> Result<(), EntryError> {
        self.check_limits()?;
        let start = out.len();
        cbor::write_array(out, FIELDS);
        cbor::write_uint(out, VERSION);
        cbor::write_uint(out, self.seq);
        cbor::write_uint(out, self.at_ms);
        cbor::write_text(out, self.actor_kind);
        cbor::write_text_or_null(out, self.actor_id);
        cbor::write_text(out, self.action);
        cbor::write_text(out, self.outcome.as_str());
        cbor::write_text(out, self.subject_kind);
        cbor::write_text_or_null(out, self.subject_id);
        cbor::write_array(out, self.touched.len() as u64);
        for row in &self.touched {
            cbor::write_array(out, 2);
            cbor::write_text(out, row.kind);
            cbor::write_text(out, row.id);
        }
        cbor::write_bytes(out, self.commitment.as_bytes());
        match out.len() - start {
            0..=MAX_ENTRY_BYTES => Ok(()),
            length => {
                out.truncate(start);
                Err(EntryError::TooLong(length))
            }
        }
    }

    /// The entry these bytes encode, if they are the canonical encoding of one.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, EntryError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(EntryError::TooLong(bytes.len()));
        }
        let mut reader = cbor::Reader::new(bytes);
        expect_fields(reader.array()?, FIELDS)?;
        match reader.uint()? {
            VERSION => {}
            other => return Err(EntryError::Version(other)),
        }
        let entry = Self {
            seq: reader.uint()?,
            at_ms: reader.uint()?,
            actor_kind: reader.text()?,
            actor_id: reader.text_or_null()?,
            action: reader.text()?,
            outcome: Outcome::from_word(reader.text()?).ok_or(EntryError::Outcome)?,
            subject_kind: reader.text()?,
            subject_id: reader.text_or_null()?,
            touched: decode_touched(&mut reader)?,
            commitment: Hash::try_from(reader.bytes()?).map_err(|_| EntryError::Commitment)?,
        };
        reader.end()?;
        entry.check_limits()?;
        Ok(entry)
    }

    fn check_limits(&self) -> Result<(), EntryError> {
        if self.seq < FIRST_SEQ {
            return Err(EntryError::Seq);
        }
        if self.touched.len() > MAX_TOUCHED {
            return Err(EntryError::Touched(self.touched.len()));
        }
        check_text("actor kind", self.actor_kind)?;
        self.actor_id.map_or(Ok(()), |id| check_text("actor id", id))?;
        check_text("action", self.action)?;
        check_text("subject kind", self.subject_kind)?;
        self.subject_id.map_or(Ok(()), |id| check_text("subject id", id))?;
        self.touched.iter().try_for_each(|row| {
            check_text("touched kind", row.kind)?;
            check_text("touched id", row.id)
        })
    }
}

impl Entry<'_> {
    /// Encodes and hashes in one: the bytes to keep and the leaf to append.
    pub fn seal(&self) -> Result<(Vec<u8>, Hash), EntryError> {
        let bytes = self.encode()?;
        let leaf = leaf_hash(&bytes);
        Ok((bytes, leaf))
    }
}

fn decode_touched<'a>(reader: &mut cbor::Reader<'a>) -> Result<Vec<Touched<'a>>, EntryError> {
    let length = usize::try_from(reader.array()?).unwrap_or(usize::MAX);
    if length > MAX_TOUCHED {
        return Err(EntryError::Touched(length));
    }
    (0..length)
        .map(|_| {
            expect_fields(reader.array()?, 2)?;
            Ok(Touched { kind: reader.text()?, id: reader.text()? })
        })
        .collect()
}

const fn expect_fields(found: u64, expected: u64) -> Result<(), EntryError> {
    if found == expected { Ok(()) } else { Err(EntryError::Fields(found)) }
}

fn check_text(name: &'static str, text: &str) -> Result<(), EntryError> {
    let fits = !text.is_empty() && text.len() <= MAX_TEXT_BYTES && !text.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(EntryError::Text(name)) }
}
