//! Reviews on the wire.

use super::ReviewId;
use crate::edge::VersionedRow;
use crate::holdings::{HoldingId, HoldingView};
use crate::links::MemberLink;
use kernel::{Line, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What was decided on a role under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReviewDecision)]
pub enum Decision {
    /// It stays.
    Keep,
    /// It ends.
    End,
}

impl Decision {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::End => "end",
        }
    }

    pub(super) fn read(word: &str) -> Option<Self> {
        match word {
            "keep" => Some(Self::Keep),
            "end" => Some(Self::End),
            _ => None,
        }
    }
}

/// A role under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewItem {
    /// The role as it is held now.
    pub holding: HoldingView,
    /// Who holds it.
    pub member: MemberLink,
    /// What was decided; null for nothing yet.
    pub decision: Option<Decision>,
    /// Who decided.
    pub decided_by: Option<MemberLink>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewView {
    /// Its id.
    pub id: ReviewId,
    /// Its version.
    pub version: i64,
    /// Its name.
    #[schema(example = "Autumn 2026")]
    pub name: String,
    /// When it is due.
    pub due_at: Timestamp,
    /// Whether what nobody decided on ends then.
    pub unreviewed_end: bool,
    /// Who began it.
    pub created_by: Option<MemberLink>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was closed; null while it is open.
    pub closed_at: Option<Timestamp>,
    /// How many roles are under review.
    pub holdings: i64,
    /// How many of them were decided on.
    pub decided: i64,
}

impl VersionedRow for ReviewView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A review with what is under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReviewWhole {
    /// The review.
    #[serde(flatten)]
    pub review: ReviewView,
    /// What is under review, by name of who holds it.
    pub items: Vec<ReviewItem>,
}

impl VersionedRow for ReviewWhole {
    fn version(&self) -> i64 {
        self.review.version
    }
}

/// Reviews.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reviews {
    /// The latest first; at most one hundred.
    pub items: Vec<ReviewView>,
}

/// A new review.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// Its name.
    #[schema(value_type = String, max_length = 80, example = "Autumn 2026")]
    pub name: Line<80>,
    /// When it is due; in the future.
    pub due_at: Timestamp,
    /// Whether what nobody decided on ends then. Owners stay owners: they are decided on by hand.
    pub unreviewed_end: bool,
}

/// What is decided on one role.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingDecision {
    /// Which.
    pub holding_id: HoldingId,
    /// What.
    pub decision: Decision,
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReviewDecisions)]
pub struct Decisions {
    /// All of them, or none when one is refused; at most five hundred.
    pub decisions: Vec<HoldingDecision>,
}
