//! Call-outs on the wire.

use super::CallOutId;
use super::rules::{Outcome, Said, State};
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::{Cursor, Limit, MemberId, Text, Timestamp, UnitId};
use roster::eligibility::Finding;
use roster::requirements::{CompetencyId, RequirementId, RequirementView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Who is asked. Lists given together narrow one another, what stands within one widens it; without any, everybody within your reach.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CallOutAudience)]
pub struct Audience {
    /// Posted to one of these, or below one, now.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub unit_ids: Vec<UnitId>,
    /// With a verified certificate of one of these that holds on the day.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub competency_ids: Vec<CompetencyId>,
    /// These.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub member_ids: Vec<MemberId>,
}

/// An urgent request for people.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCallOut {
    /// Whose places are to be filled.
    pub requirement_id: RequirementId,
    /// What is said to those who are asked.
    #[schema(value_type = String, min_length = 1, max_length = 2_000, example = "Two have fallen ill. Who can come at once?")]
    pub text: Text<2_000>,
    /// Who is asked, as far as they may take the place.
    #[serde(default)]
    pub audience: Audience,
    /// Until when an answer counts: at most until it begins.
    pub until: Timestamp,
    /// Whether those who say yes too late for a place stand in reserve.
    #[serde(default)]
    pub reserve: bool,
}

/// A call-out, and how it stands at this moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CallOutView {
    /// Its id.
    pub id: CallOutId,
    /// Its version, for `If-Match`. Answers do not raise it.
    pub version: i64,
    /// Whose places are to be filled.
    pub requirement: RequirementView,
    /// What was said.
    pub text: String,
    /// Who was to be asked.
    pub audience: Audience,
    /// Where it stands.
    pub state: State,
    /// Until when an answer counts.
    pub until: Timestamp,
    /// Whether there is a reserve.
    pub keeps_reserve: bool,
    /// Who called.
    pub made_by: MemberLink,
    /// When.
    pub created_at: Timestamp,
    /// When it was ended by hand, if it was.
    pub ended_at: Option<Timestamp>,
    /// So many of the audience may not take the place, and were not asked.
    pub left_out: i64,
    /// So many were asked.
    pub asked: i64,
    /// So many say that they can come.
    pub accepted: i64,
    /// So many cannot.
    pub declined: i64,
    /// So many have not answered.
    pub silent: i64,
    /// So many stand in reserve.
    pub reserve: i64,
    /// The places.
    pub places: Places,
    /// The answers in their order; null in lists.
    pub answers: Option<Vec<CallOutAnswer>>,
}

impl VersionedRow for CallOutView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The places of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CallOutPlaces)]
pub struct Places {
    /// So many there are.
    pub max: i64,
    /// So many are taken, however that came.
    pub filled: i64,
}

/// What one member said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CallOutAnswer {
    /// Who.
    pub member: MemberLink,
    /// What.
    pub answer: Said,
    /// When.
    pub at: Timestamp,
    /// In how many minutes they can be there, if they said.
    pub ready_minutes: Option<i64>,
    /// What became of a yes.
    pub outcome: Option<Outcome>,
    /// What stood in the way, or is to be known.
    pub findings: Vec<Finding>,
}

/// Call-outs, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallOutList {
    /// A page of them.
    pub items: Vec<CallOutView>,
    /// Give this as `cursor` to get the next page; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<Cursor>,
}

/// Which call-outs.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CallOutQuery {
    /// Those for this requirement.
    pub requirement_id: Option<RequirementId>,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Whether one comes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Coming {
    /// Yes, or no.
    pub accept: bool,
    /// In how many minutes one can be there.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_080, example = 25)]
    pub ready_minutes: Option<i64>,
}

/// The same, by a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComingByLink {
    /// What stood behind `#` in the link.
    #[schema(example = "msc_01jd7q3v9mf4x8t2c5k6w0ezya_Zm9yIHlvdSBhbG9uZSwgYW5kIG9ubHkgdGhpcyBvbmNl")]
    pub token: String,
    /// Yes, or no.
    pub accept: bool,
    /// In how many minutes one can be there.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_080, example = 25)]
    pub ready_minutes: Option<i64>,
}

/// A link to look behind.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkToOpen {
    /// What stood behind `#` in the link.
    #[schema(example = "msc_01jd7q3v9mf4x8t2c5k6w0ezya_Zm9yIHlvdSBhbG9uZSwgYW5kIG9ubHkgdGhpcyBvbmNl")]
    pub token: String,
}

/// A call-out as one who was asked sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OwnCallOut {
    /// Its id.
    pub id: CallOutId,
    /// What it is for.
    #[schema(example = "Carnival · Saturday night")]
    pub title: String,
    /// The kind of person wanted.
    #[schema(example = "First aider")]
    pub detail: String,
    /// Where.
    pub place: String,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// What was said.
    pub text: String,
    /// Where it stands.
    pub state: State,
    /// Until when an answer counts.
    pub until: Timestamp,
    /// So many places are left.
    #[schema(example = 2)]
    pub free: i64,
    /// Whether whoever says yes too late for one stands in reserve.
    pub keeps_reserve: bool,
    /// What you said.
    pub answer: Option<Said>,
    /// When.
    pub answered_at: Option<Timestamp>,
    /// In how many minutes you said you can be there.
    pub ready_minutes: Option<i64>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// What stood in the way, or is to be known.
    pub findings: Vec<Finding>,
}
