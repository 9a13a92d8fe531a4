//! Approvals on the wire.

use super::ApprovalId;
use crate::links::MemberLink;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// It waits.
    Open,
    /// A second person confirmed, and it was done.
    Confirmed,
    /// A second person refused.
    Refused,
    /// Whoever asked took it back.
    Withdrawn,
    /// Nobody decided in time.
    Expired,
}

impl ApprovalState {
    /// The word in the table, which knows nothing of time: what expired is open there.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open | Self::Expired => "open",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word in the table at `now`.
    pub(super) fn read(word: &str, expires_at: Timestamp, now: Timestamp) -> Self {
        match word {
            "confirmed" => Self::Confirmed,
            "refused" => Self::Refused,
            "withdrawn" => Self::Withdrawn,
            _ if expires_at <= now => Self::Expired,
            _ => Self::Open,
        }
    }
}

/// Something that two people must agree on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ApprovalView {
    /// Its id.
    pub id: ApprovalId,
    /// What kind of act.
    #[schema(example = "weaken_policy")]
    pub act: String,
    /// What it would do, or did.
    #[schema(example = "Security policy: member may sign in with password instead of second_factor")]
    pub label: String,
    /// Who asked.
    pub asked_by: MemberLink,
    /// When.
    pub asked_at: Timestamp,
    /// Until when it may be decided.
    pub expires_at: Timestamp,
    /// What became of it.
    pub state: ApprovalState,
    /// Who decided, or took it back.
    pub decided_by: Option<MemberLink>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// What waits, and what was decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct Approvals {
    /// The latest first; at most two hundred.
    pub items: Vec<ApprovalView>,
}

/// What came of an act that may need two people: it is done, or waits for the second.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled<T> {
    /// It is done.
    Done(T),
    /// It waits.
    Waits(Box<ApprovalView>),
}

impl<T> Settled<T> {
    /// The same with what was done dressed for the answer.
    pub fn map<U>(self, dress: impl FnOnce(T) -> U) -> Settled<U> {
        match self {
            Self::Done(done) => Settled::Done(dress(done)),
            Self::Waits(approval) => Settled::Waits(approval),
        }
    }
}

impl<T: IntoResponse> IntoResponse for Settled<T> {
    fn into_response(self) -> Response {
        match self {
            Self::Done(answer) => answer.into_response(),
            Self::Waits(approval) => (StatusCode::ACCEPTED, axum::Json(approval)).into_response(),
        }
    }
}

/// Which approvals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ApprovalQuery {
    /// In this state alone.
    #[param(inline)]
    pub state: Option<ApprovalState>,
}
