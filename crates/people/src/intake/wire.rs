//! What became of a file of members.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How the file is to be taken.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct IntakeQuery {
    /// Check everything and change nothing.
    pub dry_run: bool,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RowOutcome)]
pub enum Outcome {
    /// Somebody new.
    Added,
    /// Somebody who was here, changed.
    Changed,
    /// Somebody who is here just so.
    Unchanged,
    /// Nothing of the row was taken.
    Refused,
}

/// A row and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IntakeRow {
    /// The line of the file on which it begins; the first is 1.
    #[schema(example = 2)]
    pub line: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// The name in it.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// The column that was refused.
    #[schema(example = "email")]
    pub field: Option<String>,
    /// Why.
    #[schema(example = "must be an e-mail address such as ana@example.org")]
    pub reason: Option<String>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IntakeReport {
    /// Rows by outcome.
    pub added: usize,
    /// Rows by outcome.
    pub changed: usize,
    /// Rows by outcome.
    pub unchanged: usize,
    /// Rows by outcome.
    pub refused: usize,
    /// Every row, in the file's order.
    pub rows: Vec<IntakeRow>,
}

impl From<Vec<IntakeRow>> for IntakeReport {
    fn from(rows: Vec<IntakeRow>) -> Self {
        let count = |outcome: Outcome| rows.iter().filter(|row| row.outcome == outcome).count();
        Self {
            added: count(Outcome::Added),
            changed: count(Outcome::Changed),
            unchanged: count(Outcome::Unchanged),
            refused: count(Outcome::Refused),
            rows,
        }
    }
}
