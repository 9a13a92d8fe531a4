//! The organisation's deletion on the wire.

use crate::edge::VersionedRow;
use crate::links::MemberLink;
use kernel::{Line, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the organisation is to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeletionState {
    /// It is not.
    None,
    /// It was decided, and any owner may take it back.
    Waiting,
    /// Its day has come; nobody takes it back any more.
    Begun,
}

/// Whether the organisation is to be deleted, when, and who decided so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeletionView {
    /// For `If-Match`.
    pub version: i64,
    /// Whether it is.
    pub state: DeletionState,
    /// Why.
    #[schema(example = "We have moved to the county's own server.")]
    pub reason: Option<String>,
    /// Who asked for it.
    pub asked_by: Option<MemberLink>,
    /// The second person, where there was one.
    pub confirmed_by: Option<MemberLink>,
    /// Whether whoever runs the server decided so.
    pub by_operator: bool,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// When everything is erased. Until then any owner may take it back.
    pub due_at: Option<Timestamp>,
}

impl VersionedRow for DeletionView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// That the organisation is to be deleted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeletion {
    /// The organisation's name, letter for letter.
    #[schema(value_type = String, max_length = 120, example = "North River Volunteers")]
    pub(super) name: Line<120>,
    /// Why; it stays in the log until that goes too.
    #[schema(value_type = String, max_length = 200, example = "We have moved to the county's own server.")]
    pub(super) reason: Line<200>,
}
