//! Importing a file at the command line.

use super::ImportId;
use super::mapping::{Mapping, Plan};
use super::rows::{self, ImportRow};
use super::source::Source;
use super::table::{Survey, survey};
use super::turn::{self, Turn};
use super::upload::{no_table, not_fitting};
use super::wire::{Detected, Refusal};
use super::work::{self, Act, Ask, Progress, Run};
use kernel::{Error, Result};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use tokio::task::spawn_blocking;

/// A file to import.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// Where it is.
    pub path: PathBuf,
    /// How it becomes jobs.
    pub mapping: Mapping,
    /// Check everything and add nothing.
    pub dry_run: bool,
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The import, as it stands in the organisation from now on.
    pub id: ImportId,
    /// Where it ended; `None` when somebody stopped it.
    pub progress: Option<Progress>,
}

/// Imports a file. Reads and commits through `read` and `write`, which are those of `Realm` under the operator's authority; calls
/// `told` after each chunk. The reasons for refused rows are then read with [`Report::refusals`].
pub async fn import_file<R, Known, W, Written>(file: ImportFile, read: R, write: W, told: impl FnMut(&Progress)) -> Result<Report>
where
    R: Fn(Ask) -> Known,
    Known: Future<Output = Result<HashSet<String>>>,
    W: Fn(Act) -> Written,
    Written: Future<Output = Result<Progress>>,
{
    let source = Source::Plain { path: file.path.clone() };
    let found = look_through(source.clone(), &file.mapping).await?;
    let dialect = found.dialect;
    let plan = Plan::of(&file.mapping, &found.columns).map_err(not_fitting)?;
    let turn = Arc::new(Mutex::new(None));
    write(enter(&file, found, Arc::clone(&turn))).await?;
    let turn = turn.lock().unwrap_or_else(PoisonError::into_inner).ok_or_else(|| Error::internal("an import was not entered"))?;
    let progress = work::run(turn, Run { source, dialect, plan, dry_run: file.dry_run }, read, write, told).await?;
    Ok(Report { id: turn.id, progress })
}

async fn look_through(source: Source, mapping: &Mapping) -> Result<Survey> {
    let stated = |reason: &'static str| Error::field("mapping", "not-acceptable", reason);
    let (encoding, separator) = (mapping.encoding().map_err(stated)?, mapping.separator().map_err(stated)?);
    let found = spawn_blocking(move || survey(|| source.open(), encoding, separator)).await;
    found.map_err(|_| Error::internal("looking through a file panicked"))?.map_err(no_table)
}

/// Writes the import's row, running at once, and leaves in `made` which run it is.
fn enter(file: &ImportFile, found: Survey, made: Arc<Mutex<Option<Turn>>>) -> Act {
    let (file, name) = (file.clone(), file.path.file_name().map(|name| name.to_string_lossy().into_owned()));
    Box::new(move |mut tx| {
        let id = ImportId::new(tx.now(), tx.rng());
        let rows_total = i64::try_from(found.rows).ok();
        let detected = serde_json::to_string(&Detected::from(found)).map_err(Error::internal)?;
        let bytes = file.path.metadata().ok().and_then(|about| i64::try_from(about.len()).ok()).unwrap_or(0);
        let filename: String = name.unwrap_or_else(|| "file".into()).chars().filter(|c| !c.is_control()).take(200).collect();
        let mut row = ImportRow { bytes, rows_total, created_by: tx.actor().member(), ..ImportRow::new(id, filename, detected, tx.now()) };
        rows::insert(&mut tx, &row)?;
        let event = turn::start(&mut tx, &mut row, &file.mapping, file.dry_run)?;
        rows::save(&mut tx, &mut row)?;
        *made.lock().unwrap_or_else(PoisonError::into_inner) = Some(Turn { id, run: row.run });
        tx.commit(event, Progress::from(&row))
    })
}

impl Report {
    /// Why rows were refused: `limit` reasons after number `after` (-1 for the first), each with its number.
    pub fn refusals(tx: &mut Tx<'_>, id: ImportId, after: i64, limit: i64) -> Result<Vec<(i64, Refusal)>> {
        rows::problems(tx, id, after, limit)
    }
}
