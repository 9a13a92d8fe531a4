//! Ranks on the wire.

use super::{RankHoldingId, RankId};
use access::edge::VersionedRow;
use diesel::Queryable;
use kernel::{Line, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A rank, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RankLink {
    /// Id.
    pub id: RankId,
    /// Name.
    #[schema(example = "Sergeant")]
    pub name: String,
}

/// A rank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Queryable, ToSchema)]
pub struct Rank {
    /// Its id.
    pub id: RankId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its name.
    #[schema(example = "Sergeant")]
    pub name: String,
    /// Its place: the lower, the more senior. Several may share one.
    #[schema(example = 30)]
    pub order: i64,
}

impl VersionedRow for Rank {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The organisation's ranks, the most senior first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ranks {
    /// At most 200.
    pub items: Vec<Rank>,
}

/// A new rank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRank {
    /// Its name; no two ranks share one.
    #[schema(value_type = String, max_length = 80, example = "Sergeant")]
    pub name: Line<80>,
    /// Its place: the lower, the more senior; 0 to 10 000.
    #[schema(minimum = 0, maximum = 10_000, example = 30)]
    pub order: i64,
}

/// What changes of a rank; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RankChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// Its place.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    pub order: Option<i64>,
}

/// The rank that a member is to have.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// The rank; null for none.
    #[serde(deserialize_with = "crate::links::said")]
    #[schema(required = true)]
    pub rank_id: Option<RankId>,
    /// From when on; now, unless said.
    #[serde(default)]
    pub from: Option<Timestamp>,
}

/// A rank that a member has, had or will have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RankHeld {
    /// Its id.
    pub id: RankHoldingId,
    /// Which.
    pub rank: RankLink,
    /// From when on.
    pub from: Timestamp,
    /// Until when; null when no end is known.
    pub until: Option<Timestamp>,
}

/// A member's ranks, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct RanksHeld {
    /// One after the other.
    pub items: Vec<RankHeld>,
}
