//! Suggestions on the wire.

use crate::assignments::AssignmentView;
use crate::eligibility::{Finding, Outcome, Rule};
use crate::requirements::{CompetencyId, RequirementId, RequirementView};
use access::links::MemberLink;
use kernel::{MemberId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be filled, and what counts how much.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionRequest {
    /// These; everything open between `from` and `until` when there are none.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub requirement_ids: Vec<RequirementId>,
    /// From when, where no requirements are named.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; at most 36 days later.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// Places and members of this unit and those below it; every unit within reach unless said otherwise.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Members who have proved this alone, on one of the days at least; whoever may, unless said otherwise.
    #[serde(default)]
    pub competency_id: Option<CompetencyId>,
    /// Members who are left out.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub without_member_ids: Vec<MemberId>,
    /// As far as is needed, unless said otherwise.
    #[serde(default)]
    pub fill: Option<Fill>,
    /// What counts how much.
    #[serde(default)]
    pub weights: Option<Weights>,
    /// How long to search at most, 1 to 10; 3 unless said otherwise.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10, example = 3)]
    pub seconds: Option<u8>,
}

kernel::word! {
    /// How far places are filled.
    #[schema(as = SuggestionFill)]
    Fill {
        /// As many as it cannot go ahead without.
        Needed = "needed",
        /// As many as there is room for.
        Room = "room",
    }
}

/// What counts how much: 0 for not at all, 10 for most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = SuggestionWeights)]
pub struct Weights {
    /// That those who have little get more.
    #[schema(minimum = 0, maximum = 10, example = 5)]
    pub fairness: u8,
    /// That nobody goes far from one place to the next.
    #[schema(minimum = 0, maximum = 10, example = 3)]
    pub travel: u8,
    /// That whoever knows a site goes there again.
    #[schema(minimum = 0, maximum = 10, example = 3)]
    pub continuity: u8,
}

impl Default for Weights {
    fn default() -> Self {
        Self { fairness: 5, travel: 3, continuity: 3 }
    }
}

/// A proposal. Nothing of it is written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// What was to be filled, by time, each with whom and why.
    pub items: Vec<SuggestedPlace>,
    /// Requirements that were named and are not to be filled: full, begun, or not open.
    pub left_out: Vec<RequirementId>,
    /// How many members were asked about.
    #[schema(example = 48)]
    pub members: i64,
    /// Whether there was more to fill than is asked about at once: ask again, or narrow it.
    pub truncated: bool,
}

/// A place, with whom is proposed for it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SuggestedPlace {
    /// What is to be filled.
    pub requirement: RequirementView,
    /// Whom.
    pub members: Vec<SuggestedMember>,
    /// How many are still missing of those that were to be found.
    #[schema(example = 0)]
    pub missing: i64,
    /// Why, where any are.
    pub shortfall: Option<Shortfall>,
}

/// Somebody proposed for a place, and why they.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SuggestedMember {
    /// Who.
    pub member: MemberLink,
    /// Whether anything is to be told of it.
    pub outcome: Outcome,
    /// What is to be told.
    pub findings: Vec<Finding>,
    /// What takes their time whole in the weeks around, without what is proposed, in minutes.
    #[schema(example = 960)]
    pub hours_planned_minutes: i64,
    /// What is proposed for them altogether, in minutes.
    #[schema(example = 480)]
    pub hours_proposed_minutes: i64,
    /// How far it is from where they are before, on the same day, in metres as the road might go; null where that is not known.
    #[schema(example = 5_200)]
    pub distance_metres: Option<i64>,
    /// How long that takes, in minutes.
    #[schema(example = 8)]
    pub travel_minutes: Option<i64>,
    /// How often they were at the site in the last half year.
    #[schema(example = 4)]
    pub times_at_site: i64,
    /// Others who could take it beside everything that is proposed, the best first.
    pub instead: Vec<SuggestedInstead>,
}

/// Somebody who could take a place instead.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SuggestedInstead {
    /// Who.
    pub member: MemberLink,
    /// Whether anything is to be told of it.
    pub outcome: Outcome,
    /// What takes their time whole in the weeks around, in minutes.
    #[schema(example = 480)]
    pub hours_planned_minutes: i64,
}

/// Why nobody more was found, in members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SuggestionShortfall)]
pub struct Shortfall {
    /// How many may take it at all.
    #[schema(example = 3)]
    pub may: i64,
    /// Of them: how many cannot get there from what they have, or to what they have next.
    #[schema(example = 1)]
    pub too_far: i64,
    /// Of them: how many are proposed for something else that does not go with it.
    #[schema(example = 2)]
    pub elsewhere: i64,
    /// The rules that stop the others, the most frequent first.
    pub rules: Vec<ShortfallRule>,
}

/// A rule, and how many members it stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SuggestionShortfallRule)]
pub struct ShortfallRule {
    /// The rule.
    pub rule: Rule,
    /// How many.
    #[schema(example = 12)]
    pub members: i64,
}

/// What is accepted of a proposal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionAcceptance {
    /// Whom for what; 1 to 400.
    #[schema(min_items = 1, max_items = 400)]
    pub places: Vec<AcceptedPlace>,
    /// Ask the members first: the places are kept for them until they answer.
    #[serde(default)]
    pub offer: bool,
}

/// One member for one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SuggestionAccepted)]
pub struct AcceptedPlace {
    /// What is to be filled.
    pub requirement_id: RequirementId,
    /// By whom.
    pub member_id: MemberId,
}

/// What became of what was accepted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = SuggestionOutcome)]
pub struct Accepted {
    /// What was placed.
    pub placed: Vec<AssignmentView>,
    /// What no longer fits, and why.
    pub refused: Vec<RefusedPlace>,
}

/// A placing that no longer fits.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = SuggestionRefused)]
pub struct RefusedPlace {
    /// What was to be filled.
    pub requirement_id: RequirementId,
    /// By whom.
    pub member_id: MemberId,
    /// A stable word.
    #[schema(example = "not-eligible")]
    pub code: String,
    /// Why, for people.
    #[schema(example = "Is at J-000123 Pump repair from 09:00 to 11:00.")]
    pub message: String,
    /// Each rule that stands in the way, where rules do.
    pub findings: Vec<Finding>,
}
