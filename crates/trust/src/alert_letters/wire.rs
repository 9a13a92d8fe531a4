//! Letters of alerts on the wire.

use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who gets a letter when an alert is raised.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AlertLetters {
    /// The row's version; 0 before anything was decided.
    pub version: i64,
    /// Whether letters are sent.
    pub on: bool,
    /// To whom, by name.
    pub members: Vec<MemberLink>,
}

impl VersionedRow for AlertLetters {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Who shall get one.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAlertLetters {
    /// Whether letters are sent.
    pub on: bool,
    /// Members who may read alerts; at most 20.
    #[schema(value_type = Vec<String>, example = json!(["mem_01k9m8vxj5e9qbm6f2r6h4c1ta"]))]
    pub members: Vec<MemberId>,
}
