//! Approvals on the wire.

use super::ApprovalId;
use crate::links::MemberLink;
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
    #[schema(example = "grant_role")]
    pub act: String,
    /// What it would do, or did.
    #[schema(example = "Administrator for Ana Okafor")]
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

/// Which approvals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ApprovalQuery {
    /// In this state alone.
    #[param(inline)]
    pub state: Option<ApprovalState>,
}
