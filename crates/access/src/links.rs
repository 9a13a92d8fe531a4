//! Rows as others name them: an id, and a name to show.

use crate::holdings::RoleName;
use kernel::{MemberId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A member, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MemberLink {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// A unit, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitLink {
    /// Id.
    pub id: UnitId,
    /// Name.
    #[schema(example = "Station North")]
    pub name: String,
}

impl UnitLink {
    /// The unit of a row, if it has one that the asker may see.
    pub fn of(id: Option<UnitId>, name: Option<String>) -> Option<Self> {
        id.zip(name).map(|(id, name)| Self { id, name })
    }
}

/// A role, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RoleLink {
    /// A built-in role's word, or the id of one of the organisation's own.
    pub id: RoleName,
    /// Name.
    #[schema(example = "Dispatcher")]
    pub name: String,
}
