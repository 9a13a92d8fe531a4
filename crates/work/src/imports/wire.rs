//! Imports on the wire.

use super::ImportId;
use super::mapping::{Mapping, MappingFault, Ready, Target};
use super::rows::{ImportRow, State};
use super::table::{Problem, Survey};
use access::edge::VersionedRow;
use kernel::{Cursor, Limit, MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What a file was found to be when it was sent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportDetected)]
pub struct Detected {
    /// How its letters are coded.
    #[schema(example = "utf-8")]
    pub encoding: String,
    /// What stands between two values.
    #[schema(example = ",")]
    pub separator: String,
    /// Its columns. One without a name is called `column 3`, a second of the same name `Date (2)`.
    #[schema(example = json!(["Creation_Date", "Status"]))]
    pub columns: Vec<String>,
    /// Its first rows, 20 at most; values cut to 200 characters.
    #[schema(example = json!([["2015-03-01", "Open"]]))]
    pub sample: Vec<Vec<String>>,
    /// The ready mapping that fits its columns.
    #[schema(example = "chicago-sanitation")]
    pub suggested_mapping: Option<String>,
}

impl From<Survey> for Detected {
    fn from(found: Survey) -> Self {
        Self {
            encoding: found.dialect.encoding.name(),
            separator: found.dialect.separator.to_string(),
            suggested_mapping: super::mapping::suggested(&found.columns).map(str::to_owned),
            columns: found.columns,
            sample: found.sample,
        }
    }
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgressView {
    /// Rows read so far.
    pub rows: i64,
    /// Rows of the file, where known.
    pub total: Option<i64>,
    /// Rows that became jobs; in a dry run, that would.
    pub added: i64,
    /// Rows whose job was there already.
    pub unchanged: i64,
    /// Rows that were refused.
    pub refused: i64,
}

/// Who sent a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Sender {
    /// The member; null for whoever runs the server.
    pub id: Option<MemberId>,
    /// Their name.
    #[schema(example = "Maya Lindqvist")]
    pub name: String,
}

/// An import.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    pub id: ImportId,
    /// Its version, which rises as it runs.
    pub version: i64,
    /// The file's name.
    #[schema(example = "sanitation-2015.csv")]
    pub filename: String,
    /// The file's length.
    pub bytes: i64,
    /// Where it stands.
    pub state: State,
    /// What the file was found to be.
    pub detected: Detected,
    /// Whether the last run was a dry run; null before the first.
    pub dry_run: Option<bool>,
    /// How far the last run has come.
    pub progress: ProgressView,
    /// Why it failed, or what else should be known.
    pub problem: Option<String>,
    /// When the last run began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// When the file was sent.
    pub created_at: Timestamp,
    /// Who sent it.
    pub by: Sender,
}

impl From<(ImportRow, Option<String>)> for ImportView {
    fn from((row, name): (ImportRow, Option<String>)) -> Self {
        let progress =
            ProgressView { rows: row.rows_done, total: row.rows_total, added: row.added, unchanged: row.unchanged, refused: row.refused };
        Self {
            detected: row.detected(),
            by: Sender { id: row.created_by, name: name.unwrap_or_else(|| "Operator".into()) },
            id: row.id,
            version: row.version,
            filename: row.filename,
            bytes: row.bytes,
            state: row.state,
            dry_run: row.dry_run,
            progress,
            problem: row.problem,
            started_at: row.started_at,
            finished_at: row.finished_at,
            created_at: row.created_at,
        }
    }
}

impl VersionedRow for ImportView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What to try.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// The mapping.
    pub mapping: Mapping,
}

/// What to run.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// The mapping.
    pub mapping: Mapping,
    /// Check everything and add nothing.
    pub dry_run: bool,
}

/// One reason why a value, a row or a mapping does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProblemView {
    /// The column; of a mapping, the setting or part.
    #[schema(example = "Creation_Date")]
    pub column: Option<String>,
    /// The value, cut to 200 characters.
    #[schema(example = "31/02/2015")]
    pub value: Option<String>,
    /// The reason.
    #[schema(example = "is not a date of the form %d/%m/%Y")]
    pub reason: String,
}

impl From<Problem> for ProblemView {
    fn from(problem: Problem) -> Self {
        Self { column: problem.column, value: problem.value, reason: problem.reason }
    }
}

impl From<MappingFault> for ProblemView {
    fn from(fault: MappingFault) -> Self {
        Self { column: Some(fault.part), value: fault.value, reason: fault.reason }
    }
}

/// One row as the mapping reads it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PreviewRow {
    /// The line on which it begins.
    pub line: u64,
    /// The parts of the job, as text; null when the row would be refused.
    #[schema(value_type = Option<BTreeMap<String, String>>, example = json!({"reference": "15-00012345", "status": "open"}))]
    pub job: Option<BTreeMap<Target, String>>,
    /// Why it would be refused.
    pub problems: Vec<ProblemView>,
}

/// What a mapping makes of the first rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportPreview)]
pub struct Preview {
    /// The first 20 rows.
    pub rows: Vec<PreviewRow>,
    /// What is wrong with the mapping itself.
    pub problems: Vec<ProblemView>,
}

/// A reason why a row was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportRefusal)]
pub struct Refusal {
    /// The line of the file.
    pub line: i64,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// The value, cut to 200 characters.
    pub value: Option<String>,
    /// The reason.
    pub reason: String,
}

/// The mappings that come with the program.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadyMappings {
    /// Each with its id.
    pub items: Vec<Ready>,
}

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// The file's name.
    #[param(value_type = String, max_length = 200, example = "sanitation-2015.csv")]
    pub filename: kernel::Line<200>,
}

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}
