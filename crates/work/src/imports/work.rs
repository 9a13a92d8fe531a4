//! Running an import: one loop for the server and the command line. One thread reads and checks rows, another commits them; in
//! between wait at most two chunks, however long the file is.

use super::chunk::{self, Chunk, Memory};
use super::mapping::{Mapping, Plan};
use super::rows::ImportRow;
use super::source::Source;
use super::table::{Dialect, Encoding, Separator, Table, TableFault};
use super::tried::Tally;
use super::turn::Turn;
use super::wire::Detected;
use crate::jobs::rows::known_references;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Committed, Tx, WriteTx};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

/// What a run asks to be committed. `Realm::write` and `Cx::write` both take one.
pub type Act = Box<dyn for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<Progress>> + Send>;

/// What a dry run asks to be read: which of its references have a job. `Realm::read` and `Cx::read` both take one.
pub type Ask = Box<dyn for<'a, 'b> FnOnce(&'a mut Tx<'b>) -> Result<HashSet<String>> + Send>;

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

pub(super) fn as_found(detected: &Detected) -> Dialect {
    let encoding = detected.encoding.parse().unwrap_or(Encoding::UTF_8);
    Dialect { encoding, separator: detected.separator.parse().unwrap_or(Separator::Comma) }
}

/// A run that can begin: its mapping holds for its file.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) source: Source,
    pub(super) dialect: Dialect,
    pub(super) plan: Plan,
    pub(super) dry_run: bool,
}

/// What is told of an import that broke off without anybody's fault but the server's.
const FAULT: &str = "The import broke off by a fault of the server. Running it again goes on where it ended.";

/// Runs to the end, reading and committing through `read` and `write` and telling how far it has come after each chunk. The end,
/// good or bad, stands in the import's row. `None` when it was stopped.
pub(super) async fn run<R, Known, W, Written>(
    turn: Turn,
    run: Run,
    read: R,
    write: W,
    mut told: impl FnMut(&Progress),
) -> Result<Option<Progress>>
where
    R: Fn(Ask) -> Known,
    Known: Future<Output = Result<HashSet<String>>>,
    W: Fn(Act) -> Written,
    Written: Future<Output = Result<Progress>>,
{
    let (dry_run, plan) = (run.dry_run, Arc::new(run.plan));
    let (mut chunks, reading) = begin_reading(run.source, run.dialect, &plan);
    let (memory, mut tally) = (Arc::new(Mutex::new(Memory::default())), Tally::default());
    while let Some(chunk) = chunks.recv().await {
        let done = if dry_run {
            let (ask, chunk) = which_are_known(turn, &plan, chunk);
            read(ask).await.map(|known| told(tally.take(chunk, &known)))
        } else {
            write(write_chunk(turn, &plan, chunk, &memory)).await.map(|progress| told(&progress))
        };
        match done {
            Ok(()) => {}
            Err(Error::Refused { code: "import-stopped", .. }) => return Ok(None),
            Err(error) => {
                write(turn.end(Some(FAULT.into()))).await?;
                return Err(error);
            }
        }
    }
    let end = match reading.await {
        Ok(Ok(())) if dry_run => tally.end(turn),
        Ok(Ok(())) => turn.end(None),
        Ok(Err(fault)) => turn.end(Some(fault.to_string())),
        Err(_) => turn.end(Some(FAULT.into())),
    };
    match write(end).await {
        Err(Error::Refused { code: "import-stopped", .. }) => Ok(None),
        ended => ended.map(Some),
    }
}

type Reading = JoinHandle<std::result::Result<(), TableFault>>;

fn begin_reading(source: Source, dialect: Dialect, plan: &Arc<Plan>) -> (mpsc::Receiver<Chunk>, Reading) {
    let (send, chunks) = mpsc::channel(2);
    let plan = Arc::clone(plan);
    let reading = spawn_blocking(move || {
        let mut table = Table::open(source.open()?, dialect)?;
        while let Some(chunk) = Chunk::read(&mut table, &plan)? {
            if send.blocking_send(chunk).is_err() {
                break;
            }
        }
        Ok(())
    });
    (chunks, reading)
}

/// Asks which of a chunk's references have a job.
fn which_are_known(turn: Turn, plan: &Arc<Plan>, chunk: Chunk) -> (Ask, Chunk) {
    let plan = Arc::clone(plan);
    let references: Vec<String> = chunk.drafts.iter().map(|(reference, _)| reference.clone()).collect();
    let ask = Box::new(move |tx: &mut Tx<'_>| {
        turn.row(tx)?;
        let known = known_references(tx, plan.source(), &references)?;
        Ok(known.into_iter().map(|(reference, _)| reference).collect())
    });
    (ask, chunk)
}

fn write_chunk(turn: Turn, plan: &Arc<Plan>, chunk: Chunk, memory: &Arc<Mutex<Memory>>) -> Act {
    let (plan, memory) = (Arc::clone(plan), Arc::clone(memory));
    Box::new(move |mut tx| {
        let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
        let (event, row) = chunk::write(&mut tx, turn, &plan, chunk, &mut memory)?;
        tx.commit(event, Progress::from(&row))
    })
}
