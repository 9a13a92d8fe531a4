//! Streams on the wire.

use super::StreamId;
use super::rows::StreamRow;
use access::edge::VersionedRow;
use kernel::{Line, MemberId, Patch, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a stream speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// Syslog messages (RFC 5424) over TLS (RFC 5425).
    Syslog,
    /// Batches of NDJSON by POST, signed as Standard Webhooks has it.
    Https,
}

impl StreamKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Syslog => "syslog",
            Self::Https => "https",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Syslog, Self::Https].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How a stream stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamState {
    /// What is recorded is sent on.
    Flowing,
    /// The last try failed, for the reason that `fault` tells; it will be tried again.
    Waiting,
    /// Somebody paused it; records wait in the log.
    Paused,
}

/// Where a new stream begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamStart {
    /// With the record of its own making.
    Now,
    /// With the first record of the log.
    Beginning,
}

/// Where the audit log is sent on to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AuditStream {
    /// Its id.
    pub id: StreamId,
    /// The row's version.
    pub version: i64,
    /// What it is for.
    #[schema(example = "SIEM")]
    pub name: String,
    /// How it speaks.
    pub kind: StreamKind,
    /// Syslog: the receiver's name or address.
    #[schema(example = "logs.example.org")]
    pub host: Option<String>,
    /// Syslog: its port.
    #[schema(example = 6514)]
    pub port: Option<u16>,
    /// HTTPS: where; for those who may not change streams without the path, which may hold a secret.
    #[schema(example = "https://logs.example.org/muster")]
    pub url: Option<String>,
    /// The authorities that vouch for the receiver, PEM, and alone are believed; null for those the host believes.
    pub authority: Option<String>,
    /// How it stands.
    pub state: StreamState,
    /// How many records were taken since it was made.
    #[schema(example = 48_211)]
    pub sent: i64,
    /// How many records of the log are still to be sent.
    #[schema(example = 0)]
    pub behind: i64,
    /// When records were taken last.
    pub last_sent_at: Option<Timestamp>,
    /// Why the last try failed.
    #[schema(example = "no-connection")]
    pub fault: Option<String>,
    /// Since when it is paused.
    pub paused_at: Option<Timestamp>,
    /// Who made it.
    #[schema(value_type = String)]
    pub created_by: MemberId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

impl VersionedRow for AuditStream {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The organisation's streams.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditStreams {
    /// By name; at most 10.
    pub items: Vec<AuditStream>,
}

/// A new stream.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStream {
    /// What it is for.
    #[schema(value_type = String, max_length = 80, example = "SIEM")]
    pub name: Line<80>,
    /// How it speaks.
    pub kind: StreamKind,
    /// Syslog: the receiver's name or address.
    #[schema(value_type = Option<String>, max_length = 253, example = "logs.example.org")]
    pub host: Option<Line<253>>,
    /// Syslog: its port, 443 or one from 1024; 6514 unless given.
    #[schema(minimum = 1, maximum = 65_535, example = 6514)]
    pub port: Option<u16>,
    /// HTTPS: where, on port 443 or one from 1024.
    #[schema(value_type = Option<String>, max_length = 2_000, example = "https://logs.example.org/muster")]
    pub url: Option<Text<2_000>>,
    /// The authorities that vouch for the receiver, PEM, 16 certificates at most: they alone are believed. Left out, those the host believes.
    #[schema(value_type = Option<String>, max_length = 16_384)]
    pub authority: Option<Text<16_384>>,
    /// With which record it begins.
    pub from: StreamStart,
}

/// What changes of a stream.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamChange {
    /// What it is for.
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// The authorities that vouch for the receiver, PEM; null for those that the host believes.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 16_384)]
    pub authority: Patch<Text<16_384>>,
    /// Whether it is paused. What was recorded meanwhile is sent when it goes on.
    pub paused: Option<bool>,
}

/// A stream that was just made, with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewAuditStream {
    /// HTTPS: what the receiver checks signatures with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub secret: Option<String>,
    /// The stream.
    #[serde(flatten)]
    pub stream: AuditStream,
}

/// What became of a trial.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StreamTrial)]
pub struct Trial {
    /// Whether it was taken.
    pub ok: bool,
    /// Why not.
    #[schema(example = "tls-failed")]
    pub fault: Option<String>,
}

impl AuditStream {
    /// As somebody sees it who may change it, or may not; `size` is how many records the log has.
    pub(super) fn of(row: StreamRow, size: i64, whole: bool) -> Self {
        let (host, port, url) = match row.kind {
            StreamKind::Syslog => (Some(row.to.host().to_owned()), Some(row.to.port()), None),
            StreamKind::Https if whole => (None, None, Some(row.to.to_string())),
            StreamKind::Https => (None, None, Some(format!("{}/…", row.to.origin()))),
        };
        let state = match (row.paused_at, &row.fault) {
            (Some(_), _) => StreamState::Paused,
            (None, Some(_)) => StreamState::Waiting,
            (None, None) => StreamState::Flowing,
        };
        Self {
            id: row.id,
            version: row.version,
            name: row.name,
            kind: row.kind,
            host,
            port,
            url,
            authority: row.authority,
            state,
            sent: row.cursor_seq - row.since_seq,
            behind: (size - row.cursor_seq).max(0),
            last_sent_at: row.last_sent_at,
            fault: row.fault,
            paused_at: row.paused_at,
            created_by: row.created_by,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
