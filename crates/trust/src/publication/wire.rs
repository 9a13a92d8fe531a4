//! Publication on the wire.

use super::rows::PublicationRow;
use access::edge::VersionedRow;
use kernel::{Email, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PublicationEvery)]
pub enum Every {
    /// Never.
    Off,
    /// Once an hour at most, when the log grew.
    Hour,
    /// Once a day at most, when the log grew.
    Day,
}

impl Every {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Off, Self::Hour, Self::Day].into_iter().find(|every| every.as_str() == word)
    }
}

/// To whom signed heads of the log go.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Publication {
    /// The row's version; 0 before anything was decided.
    pub version: i64,
    /// How often.
    pub every: Every,
    /// To these addresses.
    #[schema(example = json!(["log@auditors.example.org"]))]
    pub mail: Vec<String>,
    /// To this URL; for those who may not change it without the path, which may hold a secret.
    #[schema(example = "https://auditors.example.org/heads")]
    pub url: Option<String>,
    /// When one was sent out last.
    pub last_at: Option<Timestamp>,
    /// How many records that one speaks for.
    pub last_size: Option<i64>,
    /// Why the URL did not take the last one; it is tried again.
    #[schema(example = "no-connection")]
    pub fault: Option<String>,
    /// What the receiver at the URL checks signatures with: in the answer that sets the URL, and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: Option<String>,
}

impl VersionedRow for Publication {
    fn version(&self) -> i64 {
        self.version
    }
}

/// To whom they shall go.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPublication {
    /// How often.
    pub every: Every,
    /// To these addresses, 5 at most.
    #[schema(value_type = Vec<String>, example = json!(["log@auditors.example.org"]))]
    pub mail: Vec<Email>,
    /// To this URL: HTTPS, on port 443 or one from 1024.
    #[schema(value_type = Option<String>, max_length = 2_000, example = "https://auditors.example.org/heads")]
    pub url: Option<Text<2_000>>,
}

impl Publication {
    /// As somebody sees it who may change it, or may not.
    pub(super) fn of(row: &PublicationRow, whole: bool) -> Self {
        let url = row.url.as_ref().map(|url| if whole { url.to_string() } else { format!("{}/…", url.origin()) });
        Self {
            version: row.version,
            every: row.every,
            mail: row.mail.clone(),
            url,
            last_at: row.last_at,
            last_size: row.last_size,
            fault: row.fault.clone(),
            secret: None,
        }
    }
}
