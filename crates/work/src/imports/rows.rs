//! Imports and refusals in the database.

use super::ImportId;
use super::table::Problem;
use super::wire::{Detected, Refusal};
use crate::schema::{import, import_refusal};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use store::schema::member;
use store::{Connection, Tx, WriteTx};

kernel::word! {
    /// Where an import stands.
    #[schema(as = ImportState)]
    State {
        /// The file is here.
        Uploaded = "uploaded",
        /// It is being run.
        Running = "running",
        /// The last run came to its end.
        Done = "done",
        /// The last run broke off.
        Failed = "failed",
        /// The last run was stopped.
        Cancelled = "cancelled",
    }
}

/// An import as it is stored.
#[derive(Debug, Clone, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = import, treat_none_as_null = true)]
pub struct ImportRow {
    pub id: ImportId,
    pub version: i64,
    pub filename: String,
    pub bytes: i64,
    pub state: State,
    /// The sealed file's name in the folder of imports; empty when the file was read at the command line and not kept.
    pub sealed_file: String,
    /// A [`Detected`] in JSON.
    pub detected: String,
    /// The last run's mapping in JSON.
    pub mapping: Option<String>,
    pub dry_run: Option<bool>,
    pub rows_total: Option<i64>,
    pub rows_done: i64,
    pub added: i64,
    pub unchanged: i64,
    pub refused: i64,
    pub problem: Option<String>,
    pub created_by: Option<MemberId>,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    /// How many runs there were; the number of the one under way, if one is.
    pub run: i64,
    /// When the run under way last showed that it lives.
    pub seen_at: Option<Timestamp>,
}

impl ImportRow {
    /// One that nothing was done with yet.
    pub fn new(id: ImportId, filename: String, detected: String, now: Timestamp) -> Self {
        Self {
            id,
            version: 1,
            filename,
            bytes: 0,
            state: State::Uploaded,
            sealed_file: String::new(),
            detected,
            mapping: None,
            dry_run: None,
            rows_total: None,
            rows_done: 0,
            added: 0,
            unchanged: 0,
            refused: 0,
            problem: None,
            created_by: None,
            created_at: now,
            started_at: None,
            finished_at: None,
            run: 0,
            seen_at: None,
        }
    }

    /// What the file was found to be.
    pub fn detected(&self) -> Detected {
        serde_json::from_str(&self.detected).unwrap_or_default()
    }
}

/// An import with the name of whoever sent the file.
pub type Named = (ImportRow, Option<String>);

/// One import.
pub fn find(tx: &mut Tx<'_>, id: ImportId) -> Result<ImportRow> {
    let found: Option<ImportRow> = import::table.find(id).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("import"))
}

/// One import with its sender's name.
pub fn find_named(tx: &mut Tx<'_>, id: ImportId) -> Result<Named> {
    let row = find(tx, id)?;
    named(tx, row)
}

/// `row` with its sender's name.
pub fn named(tx: &mut Tx<'_>, row: ImportRow) -> Result<Named> {
    let Some(sender) = row.created_by else { return Ok((row, None)) };
    let name: Option<String> = member::table.find(sender.as_str()).select(member::name).get_result(tx.db()).optional()?;
    Ok((row, name))
}

/// Newest first, one more than wanted; `before` is where the last page ended.
pub fn list(tx: &mut Tx<'_>, before: Option<(Timestamp, ImportId)>, limit: i64) -> Result<Vec<Named>> {
    let mut query = import::table.order((import::created_at.desc(), import::id.desc())).limit(limit).into_boxed();
    if let Some((at, id)) = before {
        query = query.filter(import::created_at.lt(at).or(import::created_at.eq(at).and(import::id.lt(id))));
    }
    let rows: Vec<ImportRow> = query.load(tx.db())?;
    rows.into_iter().map(|row| named(tx, row)).collect()
}

/// Every import that says it is being run.
pub fn running(tx: &mut Tx<'_>) -> Result<Vec<ImportRow>> {
    Ok(import::table.filter(import::state.eq(State::Running)).order(import::id).load(tx.db())?)
}

/// Every import whose file is kept.
pub fn with_file(tx: &mut Tx<'_>) -> Result<Vec<ImportRow>> {
    Ok(import::table.filter(import::sealed_file.ne("")).order(import::id).load(tx.db())?)
}

/// Writes a new import.
pub fn insert(tx: &mut WriteTx<'_>, row: &ImportRow) -> Result<()> {
    diesel::insert_into(import::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed import; its version rises.
pub fn save(tx: &mut WriteTx<'_>, row: &mut ImportRow) -> Result<()> {
    row.version += 1;
    diesel::update(import::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = import_refusal)]
struct RefusalRow<'a> {
    import_id: ImportId,
    position: i64,
    line: i64,
    column_name: Option<&'a str>,
    value: Option<&'a str>,
    reason: &'a str,
}

/// Rows of one statement on PostgreSQL, six values each.
const BATCH: usize = 1_000;

/// Keeps problems, numbered from `first`.
pub fn keep_problems(tx: &mut WriteTx<'_>, id: ImportId, first: i64, problems: &[Problem]) -> Result<()> {
    let rows: Vec<RefusalRow<'_>> = problems
        .iter()
        .zip(first..)
        .map(|(problem, position)| RefusalRow {
            import_id: id,
            position,
            line: i64::try_from(problem.line).unwrap_or(i64::MAX),
            column_name: problem.column.as_deref(),
            value: problem.value.as_deref(),
            reason: &problem.reason,
        })
        .collect();
    match tx.db() {
        Connection::Sqlite(connection) => {
            for row in &rows {
                diesel::insert_into(import_refusal::table).values(row).execute(connection)?;
            }
        }
        Connection::Postgres(connection) => {
            for batch in rows.chunks(BATCH) {
                diesel::insert_into(import_refusal::table).values(batch).execute(connection)?;
            }
        }
    }
    Ok(())
}

/// Forgets the problems of an earlier run.
pub fn forget_problems(tx: &mut WriteTx<'_>, id: ImportId) -> Result<()> {
    diesel::delete(import_refusal::table.filter(import_refusal::import_id.eq(id))).execute(tx.db())?;
    Ok(())
}

/// Problems after `position`, in the file's order, each with its number.
pub fn problems(tx: &mut Tx<'_>, id: ImportId, after: i64, limit: i64) -> Result<Vec<(i64, Refusal)>> {
    type Found = (i64, i64, Option<String>, Option<String>, String);
    let found: Vec<Found> = import_refusal::table
        .filter(import_refusal::import_id.eq(id).and(import_refusal::position.gt(after)))
        .order(import_refusal::position)
        .limit(limit)
        .select((
            import_refusal::position,
            import_refusal::line,
            import_refusal::column_name,
            import_refusal::value,
            import_refusal::reason,
        ))
        .load(tx.db())?;
    Ok(found.into_iter().map(|(position, line, column, value, reason)| (position, Refusal { line, column, value, reason })).collect())
}
