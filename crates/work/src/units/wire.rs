//! Units on the wire, as far as other rows name them.

use kernel::UnitId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The unit that looks after a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitLink {
    /// Its id.
    pub id: UnitId,
    /// Its name.
    #[schema(example = "Station North")]
    pub name: String,
}

impl UnitLink {
    /// The unit of a row, if it has one that the asker may see.
    pub fn of(id: Option<UnitId>, name: Option<String>) -> Option<Self> {
        id.zip(name).map(|(id, name)| Self { id, name })
    }
}
