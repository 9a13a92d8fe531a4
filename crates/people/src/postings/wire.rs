//! Postings on the wire.

use super::PostingId;
use crate::links::{MemberLink, UnitLink};
use access::edge::VersionedRow;
use kernel::{MemberId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A posting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingView {
    /// Its id.
    pub id: PostingId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Where the member serves.
    pub unit: UnitLink,
    /// Under whom; null when nobody is named.
    pub supervisor: Option<MemberLink>,
    /// From when on.
    pub from: Timestamp,
    /// Until when; null when no end is known.
    pub until: Option<Timestamp>,
}

impl VersionedRow for PostingView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A member's postings, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Postings {
    /// Ended and planned ones too; at most 500.
    pub items: Vec<PostingView>,
}

/// A new posting.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPosting {
    /// The unit.
    pub unit_id: UnitId,
    /// Under whom.
    #[serde(default)]
    pub supervisor_id: Option<MemberId>,
    /// From when on; now, unless said.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; without an end, unless said.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// Beside what the member serves in already, which goes on; otherwise that ends when this begins.
    #[serde(default)]
    pub beside: bool,
}

/// When a posting ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingEnd {
    /// The instant after its last.
    pub at: Timestamp,
}
