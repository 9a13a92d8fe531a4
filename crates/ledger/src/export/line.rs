//! The lines of an export after the first.

use crate::commitment::SALT_BYTES;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One record. Also what a proof file carries of the record it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryLine<'a> {
    /// Sequence number.
    pub seq: u64,
    /// The canonical entry, base64.
    pub entry: &'a str,
    /// The commitment's salt, base64; null together with the detail.
    pub salt: Option<&'a str>,
    /// The exact JSON text committed to.
    pub detail: Option<Cow<'a, str>>,
    /// Whether salt and detail were erased because the log keeps them only so long; left out where they were not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

/// The last line: without it the file was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndLine {
    /// Always true.
    pub end: bool,
    /// Number of records.
    pub size: u64,
}

/// The opened details of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened<'a> {
    /// Salt of the commitment.
    pub salt: &'a [u8; SALT_BYTES],
    /// The exact JSON text committed to.
    pub detail: &'a str,
}

impl EntryLine<'_> {
    /// The line of a record, as JSON without a newline; without what opens it, it was erased.
    pub fn to_json(seq: u64, entry: &[u8], opened: Option<Opened<'_>>) -> Result<String, serde_json::Error> {
        let entry = STANDARD.encode(entry);
        let salt = opened.map(|opened| STANDARD.encode(opened.salt));
        let detail = opened.map(|opened| Cow::Borrowed(opened.detail));
        serde_json::to_string(&EntryLine { seq, entry: &entry, salt: salt.as_deref(), detail, erased: opened.is_none() })
    }

    /// The bytes of the entry, if they are base64.
    #[must_use]
    pub fn entry_bytes(&self) -> Option<Vec<u8>> {
        STANDARD.decode(self.entry).ok()
    }

    /// The bytes of the salt, if it is one.
    #[must_use]
    pub fn salt_bytes(&self) -> Option<[u8; SALT_BYTES]> {
        STANDARD.decode(self.salt?).ok()?.try_into().ok()
    }
}
