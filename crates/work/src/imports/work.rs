//! Running an import: one loop for the server and the command line. One thread reads and checks rows, another commits them; in
//! between wait at most two chunks, however long the file is.

use super::chunk::{self, Chunk, Memory};
use super::mapping::{Mapping, Plan};
use super::rows::{self, ImportRow, State};
use super::source::Source;
use super::table::{Dialect, Encoding, Separator, Table, TableFault};
use super::wire::Detected;
use super::{FAILED, FINISHED, ImportId, STARTED};
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Committed, Event, Subject, Tx, WriteTx};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

/// What a run asks to be committed. `Realm::write` and `Cx::write` both take one.
pub type Act = Box<dyn for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<Progress>> + Send>;

/// How far a run has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Rows read.
    pub rows: i64,
    /// Rows of the file, where known.
    pub total: Option<i64>,
    /// Rows that became jobs; in a dry run, that would.
    pub added: i64,
    /// Rows whose job was there already.
    pub unchanged: i64,
    /// Rows that were refused.
    pub refused: i64,
    /// What should be known besides.
    pub problem: Option<String>,
}

impl From<&ImportRow> for Progress {
    fn from(row: &ImportRow) -> Self {
        Self {
            rows: row.rows_done,
            total: row.rows_total,
            added: row.added,
            unchanged: row.unchanged,
            refused: row.refused,
            problem: row.problem.clone(),
        }
    }
}

/// How a mapping wants a file read: what it leaves open is as it was found.
pub(super) fn dialect(mapping: &Mapping, detected: &Detected) -> Dialect {
    let found = as_found(detected);
    let encoding = mapping.encoding().ok().flatten().unwrap_or(found.encoding);
    let separator = mapping.separator().ok().flatten().unwrap_or(found.separator);
    Dialect { encoding, separator }
}

fn as_found(detected: &Detected) -> Dialect {
    let encoding = detected.encoding.parse().unwrap_or(Encoding::UTF_8);
    Dialect { encoding, separator: detected.separator.parse().unwrap_or(Separator::Comma) }
}

/// A run that can begin: its mapping holds for its file.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) source: Source,
    pub(super) dialect: Dialect,
    pub(super) plan: Plan,
}

/// Marks the row as running, forgetting what an earlier run said. Refuses when one is under way.
pub(super) fn start(tx: &mut WriteTx<'_>, row: &mut ImportRow, mapping: &Mapping, dry_run: bool) -> Result<Event> {
    if row.state == State::Running {
        return Err(Error::Clash { code: "import-running", message: "this import is being run; wait for its end or stop it".into() });
    }
    rows::forget_problems(tx, row.id)?;
    row.state = State::Running;
    row.dry_run = Some(dry_run);
    row.mapping = Some(serde_json::to_string(mapping).map_err(Error::internal)?);
    (row.rows_done, row.added, row.unchanged, row.refused) = (0, 0, 0, 0);
    (row.problem, row.started_at, row.finished_at) = (None, Some(tx.now()), None);
    let found = row.detected();
    // The rows were counted as the file was found to be; read otherwise, there may be more or fewer.
    if dialect(mapping, &found) != as_found(&found) {
        row.rows_total = None;
    }
    Ok(Event::new(&STARTED, Subject::new("import", row.id)).label(&row.filename).first("mapping", &mapping.name).first("dry_run", &dry_run))
}

/// Runs to the end, committing through `write` and telling how far it has come after each chunk. The end, good or bad, stands in
/// the import's row. `None` when it was stopped.
pub(super) async fn run<W, F>(id: ImportId, run: Run, write: W, mut told: impl FnMut(&Progress)) -> Result<Option<Progress>>
where
    W: Fn(Act) -> F,
    F: Future<Output = Result<Progress>>,
{
    let plan = Arc::new(run.plan);
    let (send, mut chunks) = mpsc::channel(2);
    let reading = {
        let (source, dialect, plan) = (run.source, run.dialect, Arc::clone(&plan));
        spawn_blocking(move || read(&source, dialect, &plan, &send))
    };
    let memory = Arc::new(Mutex::new(Memory::default()));
    while let Some(chunk) = chunks.recv().await {
        match write(write_chunk(id, &plan, chunk, &memory)).await {
            Ok(progress) => told(&progress),
            Err(Error::Refused { code: "import-stopped", .. }) => return Ok(None),
            Err(error) => {
                write(end(id, Some("The import broke off by a fault of the server. Running it again goes on where it ended.".into())))
                    .await?;
                return Err(error);
            }
        }
    }
    let read = reading.await.map_err(|_| Error::internal("reading a file panicked")).unwrap_or(Err(TableFault::Empty));
    write(end(id, read.err().map(|fault| fault.to_string()))).await.map(Some)
}

fn read(source: &Source, dialect: Dialect, plan: &Plan, to: &mpsc::Sender<Chunk>) -> std::result::Result<(), TableFault> {
    let mut table = Table::open(source.open()?, dialect)?;
    while let Some(chunk) = Chunk::read(&mut table, plan)? {
        if to.blocking_send(chunk).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn write_chunk(id: ImportId, plan: &Arc<Plan>, chunk: Chunk, memory: &Arc<Mutex<Memory>>) -> Act {
    let (plan, memory) = (Arc::clone(plan), Arc::clone(memory));
    Box::new(move |mut tx| {
        let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
        let (event, row) = chunk::write(&mut tx, id, &plan, chunk, &mut memory)?;
        tx.commit(event, Progress::from(&row))
    })
}

fn end(id: ImportId, fault: Option<String>) -> Act {
    Box::new(move |mut tx| {
        let mut row = rows::find(&mut tx, id)?;
        if row.state != State::Running {
            return Err(Error::refused("import-stopped", "The import was stopped."));
        }
        let event = close(&mut tx, &mut row, fault)?;
        tx.commit(event, Progress::from(&row))
    })
}

fn close(tx: &mut WriteTx<'_>, row: &mut ImportRow, fault: Option<String>) -> Result<Event> {
    row.state = if fault.is_some() { State::Failed } else { State::Done };
    row.finished_at = Some(tx.now());
    if fault.is_none() {
        row.rows_total = Some(row.rows_done);
    }
    let action = if fault.is_some() { &FAILED } else { &FINISHED };
    row.problem = fault.or_else(|| row.problem.take());
    rows::save(tx, row)?;
    Ok(Event::new(action, Subject::new("import", row.id))
        .label(&row.filename)
        .first("rows", &row.rows_done)
        .first("added", &row.added)
        .first("unchanged", &row.unchanged)
        .first("refused", &row.refused)
        .note(row.problem.clone()))
}

/// Whether the server was stopped while imports ran: asked when an organisation is first opened after a start.
pub fn is_interrupted(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(!rows::running(tx)?.is_empty())
}

/// Marks the imports that ran when the server was stopped as failed; tells how many. For the start of a server, when none runs.
pub fn mark_interrupted(mut tx: WriteTx<'_>) -> Result<Committed<usize>> {
    let mut interrupted = rows::running(&mut tx)?;
    let mut event = Event::new(&FAILED, Subject::unnamed("import"));
    for row in &mut interrupted {
        let fault = "Interrupted: the server was stopped. Running it again goes on where it ended.".to_owned();
        close(&mut tx, row, Some(fault))?;
        event = event.touching(Subject::new("import", row.id));
    }
    tx.commit(event.note(Some("the server was stopped while they ran")), interrupted.len())
}
