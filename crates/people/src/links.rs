//! How one thing names another, where `access` has no name for it.

pub use access::links::{MemberLink, UnitLink};
use kernel::CustomerId;
use serde::{Deserialize, Deserializer, Serialize};

/// A contact's customer, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ContactCustomer {
    /// Id.
    pub id: CustomerId,
    /// Name.
    #[schema(example = "Harbour Mills Ltd")]
    pub name: String,
}

/// A value that must be said, even where it is null: leaving it out is no way to say "none".
pub(crate) fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}
