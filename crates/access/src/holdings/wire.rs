//! Holdings on the wire.

use super::{HoldingId, RoleName};
use crate::approvals::ApprovalView;
use crate::edge::VersionedRow;
use crate::links::{MemberLink, RoleLink, UnitLink};
use axum::response::{IntoResponse, Response};
use kernel::{Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role that a member holds, held or will hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HoldingView {
    /// Its id.
    pub id: HoldingId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Who holds it.
    pub member: MemberLink,
    /// The role.
    pub role: RoleLink,
    /// For which unit and those below it; null for none in particular.
    pub unit: Option<UnitLink>,
    /// From when.
    pub from: Timestamp,
    /// Until when; null without end.
    pub until: Option<Timestamp>,
    /// Who gave it; null for the operator.
    pub granted_by: Option<MemberLink>,
    /// When it was given.
    pub granted_at: Timestamp,
}

impl VersionedRow for HoldingView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What a member holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holdings {
    /// The latest first; at most five hundred.
    pub items: Vec<HoldingView>,
}

/// A role to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHolding {
    /// Which role.
    pub role: RoleName,
    /// For which unit and those below it; whatever of the role can be narrowed to a unit is, and the rest of it is not given.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// From when; now, unless said otherwise.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; without end, unless said otherwise.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// When a holding ends.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingEnd {
    /// Now, unless said otherwise; not in the past.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// What came of giving a role: it is held, or a second person must confirm.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// It is held.
    Held(HoldingView),
    /// It waits.
    Waits(ApprovalView),
}

impl IntoResponse for Given {
    fn into_response(self) -> Response {
        match self {
            Self::Held(row) => {
                let location = format!("/api/v1/members/{}/holdings", row.member.id);
                crate::edge::Created { row, location }.into_response()
            }
            Self::Waits(approval) => (http::StatusCode::ACCEPTED, axum::Json(approval)).into_response(),
        }
    }
}
