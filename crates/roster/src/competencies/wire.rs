//! Competencies on the wire.

use crate::requirements::CompetencyId;
use access::edge::VersionedRow;
use kernel::{Line, Patch, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A competency, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompetencyLink {
    /// Id.
    pub id: CompetencyId,
    /// Name.
    #[schema(example = "First aider")]
    pub name: String,
}

/// A competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CompetencyView {
    /// Its id.
    pub id: CompetencyId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its name.
    #[schema(example = "First aider")]
    pub name: String,
    /// What it takes, and who says so.
    #[schema(example = "First aid at work, three days")]
    pub description: String,
    /// The names of its levels, the lowest first; a level is named by its number, from 1. None where there is nothing to tell apart.
    #[schema(example = json!(["Trainee", "Qualified", "Instructor"]))]
    pub levels: Vec<String>,
    /// For how many months a certificate holds unless it says otherwise; null for ever.
    #[schema(example = 36)]
    pub valid_months: Option<i64>,
    /// Whether it is kept for what was, and given to nobody any more.
    pub retired: bool,
}

impl VersionedRow for CompetencyView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A new competency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCompetency {
    /// Its name; no two share one.
    #[schema(value_type = String, max_length = 80, example = "First aider")]
    pub name: Line<80>,
    /// What it takes, and who says so.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000, example = "First aid at work, three days")]
    pub description: Text<1000>,
    /// The names of its levels, the lowest first; at most 20.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 20, example = json!(["Trainee", "Qualified", "Instructor"]))]
    pub levels: Vec<Line<40>>,
    /// For how many months a certificate holds unless it says otherwise, 1 to 600; for ever, unless said.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 600, example = 36)]
    pub valid_months: Option<i64>,
}

/// What changes of a competency; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetencyChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub name: Option<Line<80>>,
    /// What it takes.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub description: Option<Text<1000>>,
    /// The names of its levels: renamed, or with further ones at the end; never fewer.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 20)]
    pub levels: Option<Vec<Line<40>>>,
    /// For how many months a certificate holds unless it says otherwise; null for ever. Certificates that there are stay.
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 600)]
    pub valid_months: Patch<i64>,
    /// Whether it is given to nobody any more.
    #[serde(default)]
    pub retired: Option<bool>,
}

/// Which competencies are wanted.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only retired ones, or only others.
    pub retired: Option<bool>,
}
