//! What a session needs, on the wire.

use super::{Allocation, RequirementId};
use crate::types::DutyTypeId;
use access::edge::VersionedRow;
use kernel::{Line, Patch, Timestamp};
use roster::requirements::{CompetencyId, Demand, RequirementView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The people that a session needs, of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NeedView {
    /// What it has in common with what a visit needs.
    #[serde(flatten)]
    pub requirement: RequirementView,
    /// The kind of person wanted.
    #[schema(example = "First aider")]
    pub name: String,
    /// How many wait for a place to become free.
    pub waiting: i64,
    /// How many applied and wait for the places to be given out.
    pub applied: i64,
    /// Most places of the event that one member may hold when taking one here.
    pub cap_per_member: Option<i64>,
    /// How places are given out.
    pub allocation: Allocation,
    /// When they were given out, if that was at the deadline.
    pub allocated_at: Option<Timestamp>,
    /// What lots were drawn from: SHA-256 of a zero byte, this, a colon and a member's id, the smallest first, is the order anybody can work out again.
    pub seed: Option<String>,
}

impl VersionedRow for NeedView {
    fn version(&self) -> i64 {
        self.requirement.version
    }
}

/// A requirement, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NeedLink {
    /// Its id.
    pub id: RequirementId,
    /// The kind of person wanted.
    #[schema(example = "First aider")]
    pub name: String,
}

/// What whoever comes must be able to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ability {
    /// The competency.
    pub id: CompetencyId,
    /// From which level on, counted from 1; any, unless said.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 100)]
    pub level: Option<u8>,
}

impl Ability {
    pub(super) fn demand(self) -> Demand {
        Demand { competency: self.id, level: self.level.map_or(0, i64::from) }
    }
}

/// People that a session needs.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNeed {
    /// The kind of person wanted.
    #[schema(value_type = String, max_length = 120, example = "First aider")]
    pub name: Line<120>,
    /// What they must be able to do, all of it.
    #[serde(default)]
    pub competencies: Vec<Ability>,
    /// At least so many.
    #[schema(minimum = 0, maximum = 10_000, example = 2)]
    pub min: u16,
    /// At most so many.
    #[schema(minimum = 1, maximum = 10_000, example = 4)]
    pub max: u16,
    /// Further places for trainees beside a qualified one.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    pub supervised: u16,
    /// What the time is booked as.
    #[serde(default)]
    pub duty_type_id: Option<DutyTypeId>,
    /// Most places of the event that one member may hold when taking one here.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1_000)]
    pub cap_per_member: Option<u16>,
    /// How places are given out; to whoever comes first, unless said.
    #[serde(default)]
    pub allocation: Option<Allocation>,
}

/// What changes of what a session needs; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedChanges {
    /// The kind of person wanted.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// What they must be able to do, all of it.
    #[serde(default)]
    pub competencies: Option<Vec<Ability>>,
    /// At least so many.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    pub min: Option<u16>,
    /// At most so many; not fewer than have a place.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10_000)]
    pub max: Option<u16>,
    /// Further places for trainees.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    pub supervised: Option<u16>,
    /// What the time is booked as; null for nothing.
    #[serde(default)]
    #[schema(value_type = Option<DutyTypeId>)]
    pub duty_type_id: Patch<DutyTypeId>,
    /// Most places of the event for one member; null for no cap.
    #[serde(default)]
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 1_000)]
    pub cap_per_member: Patch<u16>,
    /// How places are given out.
    #[serde(default)]
    pub allocation: Option<Allocation>,
}
