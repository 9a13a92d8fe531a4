//! The board on the wire.

use crate::assignments::{AssignmentId, AssignmentView};
use crate::competencies::CompetencyLink;
use crate::eligibility::{Finding, Outcome};
use crate::requirements::{CompetencyId, RequirementId, RequirementView};
use kernel::{MemberId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is where and what is uncovered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Board {
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// The organisation's zone.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: String,
    /// When this was read: `since` of the next question.
    pub as_of: Timestamp,
    /// Whether only what changed is told.
    pub partial: bool,
    /// Whether members, units and competencies are told: all of them, and in a partial answer only when something about them may have changed.
    pub people: bool,
    /// Who could be assigned.
    pub members: Vec<BoardMember>,
    /// What takes their time.
    pub assignments: Vec<AssignmentView>,
    /// What is to be filled.
    pub requirements: Vec<RequirementView>,
    /// The units, to group by.
    pub units: Vec<BoardUnit>,
    /// The competencies, to filter by.
    pub competencies: Vec<CompetencyLink>,
    /// Of a partial answer: assignments that stand here no more.
    pub gone_assignments: Vec<AssignmentId>,
    /// Of a partial answer: requirements that stand here no more.
    pub gone_requirements: Vec<RequirementId>,
    /// Whether there is more than is told at once: narrow the days or the unit.
    pub truncated: bool,
}

/// A member on the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardMember {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// Where they serve.
    pub unit_id: Option<UnitId>,
    /// Their rank.
    #[schema(example = "Sergeant")]
    pub rank: Option<String>,
    /// What they have proved, on one of the days at least.
    pub competency_ids: Vec<CompetencyId>,
    /// When they are away: on approved leave, or on leave of absence.
    pub leave: Vec<AwaySpan>,
    /// When they said that they are not available.
    pub unavailable: Vec<AwaySpan>,
}

/// A time when somebody is away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AwaySpan {
    /// From when.
    pub start: Timestamp,
    /// Until when; null when no end is known.
    pub end: Option<Timestamp>,
}

/// A unit on the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoardUnit {
    /// Id.
    pub id: UnitId,
    /// Name.
    #[schema(example = "Station North")]
    pub name: String,
    /// The unit above it.
    pub parent_id: Option<UnitId>,
}

/// A member's own part.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = MyWork)]
pub struct Work {
    /// What is agreed, by time.
    pub next: Vec<AssignmentView>,
    /// What waits for an answer.
    pub offers: Vec<AssignmentView>,
    /// Places that are not filled, with whether the member may take them.
    pub open: Vec<OpenPlace>,
}

/// A place that is not filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OpenPlace {
    /// What is to be filled.
    pub requirement: RequirementView,
    /// Whether the member may take it.
    pub outcome: Outcome,
    /// What stands in the way, or is to be told.
    pub findings: Vec<Finding>,
}
