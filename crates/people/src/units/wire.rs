//! Units on the wire.

use crate::links::UnitLink;
use access::edge::VersionedRow;
use kernel::{Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitView {
    /// Its id.
    pub id: UnitId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its name.
    #[schema(example = "Harbour Station")]
    pub name: String,
    /// What it is.
    #[schema(example = "Station")]
    pub kind: String,
    /// The unit it stands under now; null at the top.
    pub parent_id: Option<UnitId>,
    /// Names from the top down to its own.
    #[schema(example = json!(["North", "Harbour Station"]))]
    pub path: Vec<String>,
    /// How many members are posted to it now, those below not counted.
    #[schema(example = 12)]
    pub members: i64,
    /// When it was closed; null while it is open.
    pub closed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl VersionedRow for UnitView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The units, in the order of their paths.
#[derive(Debug, Serialize, ToSchema)]
pub struct Units {
    /// At most 5 000.
    pub items: Vec<UnitView>,
}

/// A new unit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// Its name; open units beside one another differ in it.
    #[schema(value_type = String, max_length = 80, example = "Harbour Station")]
    pub name: Line<80>,
    /// What it is.
    #[schema(value_type = String, max_length = 40, example = "Station")]
    pub kind: Line<40>,
    /// The unit it stands under; null at the top.
    #[serde(default)]
    pub parent_id: Option<UnitId>,
}

/// What changes of a unit; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// What it is.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub kind: Option<Line<40>>,
}

/// Where a unit is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitMove {
    /// The unit it is to stand under; null for the top.
    #[serde(deserialize_with = "crate::links::said")]
    #[schema(required = true)]
    pub parent_id: Option<UnitId>,
    /// From when on; now, unless said.
    #[serde(default)]
    pub from: Option<Timestamp>,
}

/// Where a unit stood, from when to when.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitParent {
    /// The unit it stood under; null at the top.
    pub parent: Option<UnitLink>,
    /// From when on.
    pub from: Timestamp,
    /// Until when; null when there is no end.
    pub until: Option<Timestamp>,
}

/// Where a unit stood, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitParents {
    /// One after the other, without a gap.
    pub items: Vec<UnitParent>,
}
