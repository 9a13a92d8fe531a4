//! The first line of an export.

use serde::{Deserialize, Serialize};

/// Name and version of the format.
pub const FORMAT: &str = "muster-log v1";

/// What the export says of itself. Nothing here is to be believed before the signatures under the checkpoints are checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// The log's origin, which is also the name of its keys.
    pub origin: String,
    /// The organisation whose log it is, for people.
    pub organisation: String,
    /// The log's public keys, as `name+id+base64`.
    pub verifier_keys: Vec<String>,
    /// Signed checkpoints, any number of those made over time; the newest should cover the last record.
    pub checkpoints: Vec<String>,
}
