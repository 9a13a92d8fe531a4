//! Timelines on the wire.

use kernel::{ActorKind, MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use store::Change;
use utoipa::ToSchema;

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TimelineItem {
    /// Its number in the organisation's log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: ActorView,
    /// What was done.
    #[schema(example = "job.closed")]
    pub action: String,
    /// To what.
    pub subject: SubjectView,
    /// Which fields changed, from what to what.
    pub changes: Vec<Change>,
    /// A person's words.
    pub note: Option<String>,
    /// Whether label, changes and note were erased, because the organisation keeps them only so long.
    #[serde(default)]
    pub erased: bool,
}

/// Who did it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ActorView {
    /// What kind of actor.
    pub kind: ActorKind,
    /// Which member, if one acted.
    pub id: Option<MemberId>,
    /// A name to show.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// To what it was done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SubjectView {
    /// What kind of thing.
    #[schema(example = "job")]
    pub kind: String,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// How people call it.
    #[schema(example = "J-000123")]
    pub label: String,
}
