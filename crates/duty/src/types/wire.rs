//! Duty types on the wire.

use super::DutyTypeId;
use access::edge::VersionedRow;
use diesel::Queryable;
use kernel::Line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A duty type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Queryable, ToSchema)]
pub struct DutyType {
    /// Its id.
    pub id: DutyTypeId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its name.
    #[schema(example = "Foot patrol")]
    pub name: String,
    /// Whether its hours count towards the minimum that members owe.
    pub counts_towards_minimum: bool,
    /// Whether it is not offered any more.
    pub retired: bool,
}

impl VersionedRow for DutyType {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The organisation's duty types, by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyTypes {
    /// At most 200, the retired ones among them.
    pub items: Vec<DutyType>,
}

/// A duty type, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DutyTypeLink {
    /// Id.
    pub id: DutyTypeId,
    /// Name.
    #[schema(example = "Foot patrol")]
    pub name: String,
}

/// A new duty type.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDutyType {
    /// Its name; no two share one.
    #[schema(value_type = String, max_length = 80, example = "Foot patrol")]
    pub name: Line<80>,
    /// Whether its hours count towards the minimum that members owe.
    pub counts_towards_minimum: bool,
}

/// What changes of a duty type; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyTypeChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// Whether its hours count towards the minimum.
    #[serde(default)]
    pub counts_towards_minimum: Option<bool>,
    /// Whether it is not offered any more.
    #[serde(default)]
    pub retired: Option<bool>,
}
