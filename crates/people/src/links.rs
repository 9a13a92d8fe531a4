//! How one thing names another: its id and what it is called.

use kernel::{CustomerId, MemberId, UnitId};
use serde::{Deserialize, Serialize};

/// A unit, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnitLink {
    /// Id.
    pub id: UnitId,
    /// Name.
    #[schema(example = "Harbour Station")]
    pub name: String,
}

/// A member, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MemberLink {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// A contact's customer, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ContactCustomer {
    /// Id.
    pub id: CustomerId,
    /// Name.
    #[schema(example = "Harbour Mills Ltd")]
    pub name: String,
}
