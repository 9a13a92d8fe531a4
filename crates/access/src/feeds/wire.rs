//! Feeds on the wire.

use super::FeedId;
use super::rows::FeedRow;
use kernel::{Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A calendar feed; never its address.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Feed {
    /// Its id.
    #[schema(value_type = String, example = "fed_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub id: FeedId,
    /// The row's version.
    pub version: i64,
    /// What it is for.
    #[schema(example = "My telephone")]
    pub name: String,
    /// The unit whose calendar it shows; one's own where there is none.
    pub unit_id: Option<UnitId>,
    /// Eight characters of its address: enough to know it again.
    #[schema(example = "x7Qa03kL")]
    pub prefix: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One's feeds.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedList {
    /// The latest first.
    pub items: Vec<Feed>,
}

/// A new feed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeed {
    /// What it is for.
    #[schema(value_type = String, max_length = 80, example = "My telephone")]
    pub name: Line<80>,
}

/// A feed just made, with its address, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeFeed {
    /// What a calendar subscribes to. Whoever has it reads the calendar; it cannot be shown again.
    #[schema(example = "https://muster.example.org/api/v1/feeds/mcf_04CILaSMgb1x7Qa03kLm2Tz9bVd4RfGhJk5NpSuW_4FFXOD.ics")]
    pub address: String,
    /// The rest.
    #[serde(flatten)]
    pub facts: Feed,
}

impl From<FeedRow> for Feed {
    fn from(row: FeedRow) -> Self {
        Self { id: row.id, version: row.version, name: row.name, unit_id: row.unit_id, prefix: row.prefix, created_at: row.created_at }
    }
}
