//! How the columns of somebody's file become jobs: a mapping, written as TOML or sent as JSON.
//!
//! ```toml
//! name = "Chicago, sanitation code complaints"
//! encoding = "auto"           # or utf-8, utf-16le, windows-1252, …
//! separator = "auto"          # or , ; | and a tab
//! zone = "America/Chicago"    # times in the file are local times of this zone
//! source = "chicago-311"      # with `reference` it tells whether a job was imported before
//!
//! [fields]
//! reference = { column = "Service_Request_Number" }
//! title = { columns = ["Type", "Detail"], join = ": ", default = "No title" }
//! priority = { value = "p3" }
//! status = { column = "Status", map = { "Completed" = "closed", "Open" = "open" } }
//! created_at = { column = "Creation_Date", formats = ["%Y-%m-%d", "%m/%d/%Y %I:%M:%S %p"] }
//! ```
//!
//! Invariants:
//! 1. A mapping is held against the file's columns before the first row ([`Plan::of`]); what is wrong with it is told at once.
//! 2. Empty values and the literal `NA` are absent; `default` stands in for what is absent.
//! 3. A row gives a [`Draft`] or every reason why it does not, each with its column and value.
//! 4. A local time that a clock change skips or repeats is resolved as RFC 5545 does: skipped times move on by the length of
//!    the gap, of two equal times the earlier counts.

mod check;
mod draft;
mod field;
mod instant;
mod ready;

pub use check::{MappingFault, Plan};
pub use draft::{Draft, Place};
pub use field::{MappedField, Target};
pub use ready::{Ready, ready, suggested};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file becomes jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportMapping)]
pub struct Mapping {
    /// What people call it.
    #[schema(example = "Chicago, sanitation code complaints")]
    pub name: String,
    /// How letters are coded: `auto`, or a name such as `utf-8`, `utf-16le`, `windows-1252`.
    #[serde(default = "auto")]
    #[schema(example = "auto")]
    pub encoding: String,
    /// What stands between two values: `auto`, a comma, a semicolon, a tab or a bar.
    #[serde(default = "auto")]
    #[schema(example = "auto")]
    pub separator: String,
    /// The zone of the file's local times.
    #[schema(example = "America/Chicago")]
    pub zone: String,
    /// What the jobs' source is called; with the reference it tells whether a job is there already.
    #[schema(example = "chicago-311")]
    pub source: String,
    /// Where each part of a job comes from.
    pub fields: BTreeMap<Target, MappedField>,
}

fn auto() -> String {
    "auto".into()
}

impl Mapping {
    /// Reads a mapping from TOML.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests;
