//! Leave on the wire.

use super::LeaveId;
use super::rules::{LeaveKind, LeaveState};
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::{Cursor, Limit, MemberId, Text, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Leave that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeaveView {
    /// Its id.
    pub id: LeaveId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Who is to have it.
    pub member: MemberLink,
    /// First instant.
    pub start: Timestamp,
    /// The instant after the last.
    pub end: Timestamp,
    /// What it is for.
    pub kind: LeaveKind,
    /// What was said of it.
    pub note: String,
    /// Where it stands.
    pub state: LeaveState,
    /// Who decided.
    pub decided_by: Option<MemberLink>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why, if that was said.
    pub reason: Option<String>,
}

impl VersionedRow for LeaveView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Leave that is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLeave {
    /// Who is to have it; oneself, unless said.
    #[serde(default)]
    pub member_id: Option<MemberId>,
    /// First instant.
    pub start: Timestamp,
    /// The instant after the last; at most two years later.
    pub end: Timestamp,
    /// What it is for.
    pub kind: LeaveKind,
    /// What there is to say of it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub note: Text<1000>,
}

/// The answer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveDecision {
    /// Whether it is agreed.
    pub approve: bool,
    /// Why.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "Two others are away that week")]
    pub reason: Option<Text<500>>,
}

/// Which leave is wanted, and from where on.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Of this member.
    pub member_id: Option<MemberId>,
    /// In this state.
    pub state: Option<LeaveState>,
    /// Ending after this instant.
    pub from: Option<Timestamp>,
    /// Beginning before this instant.
    pub until: Option<Timestamp>,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}
