//! One run of an import, from its start to its end, as the import's row tells it.
//!
//! A run shows with each chunk that it lives. One that was not seen for [`LEASE_MILLIS`] is taken for dead: another may begin in its
//! place, and should it wake up after all, what it writes is refused, because its number is no longer the row's.

use super::mapping::Mapping;
use super::rows::{self, ImportRow, State};
use super::work::{Act, Progress, as_found, dialect};
use super::{FAILED, FINISHED, ImportId, STARTED};
use kernel::{Error, Result, Timestamp};
use store::{Action, Committed, Event, Subject, Tx, WriteTx};

/// How long a run that shows no sign of life is taken for alive: ten minutes. A dry run shows one at its start alone.
pub const LEASE_MILLIS: i64 = 10 * 60 * 1000;

/// Which run of which import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) id: ImportId,
    pub(super) run: i64,
}

impl Turn {
    /// The import, while this run is its run; refuses when it was stopped or another took its place.
    pub(super) fn row(self, tx: &mut Tx<'_>) -> Result<ImportRow> {
        let row = rows::find(tx, self.id)?;
        if row.state == State::Running && row.run == self.run {
            Ok(row)
        } else {
            Err(Error::refused("import-stopped", "The import was stopped."))
        }
    }

    /// The end of the run, good or bad.
    pub(super) fn end(self, fault: Option<String>) -> Act {
        Box::new(move |mut tx| {
            let mut row = self.row(&mut tx)?;
            let event = close(&mut tx, &mut row, fault, &FINISHED)?;
            tx.commit(event, Progress::from(&row))
        })
    }
}

/// Marks the row as running, forgetting what an earlier run said. Refuses when one is under way.
pub(super) fn start(tx: &mut WriteTx<'_>, row: &mut ImportRow, mapping: &Mapping, dry_run: bool) -> Result<Event> {
    if row.state == State::Running && !is_dead(row, tx.now()) {
        return Err(Error::Clash { code: "import-running", message: "this import is being run; wait for its end or stop it".into() });
    }
    rows::forget_problems(tx, row.id)?;
    row.state = State::Running;
    row.run += 1;
    row.dry_run = Some(dry_run);
    row.mapping = Some(serde_json::to_string(mapping).map_err(Error::internal)?);
    (row.rows_done, row.added, row.unchanged, row.refused) = (0, 0, 0, 0);
    (row.problem, row.started_at, row.finished_at) = (None, Some(tx.now()), None);
    row.seen_at = row.started_at;
    let found = row.detected();
    // The rows were counted as the file was found to be; read otherwise, there may be more or fewer.
    if dialect(mapping, &found) != as_found(&found) {
        row.rows_total = None;
    }
    Ok(Event::new(&STARTED, Subject::new("import", row.id)).label(&row.filename).first("mapping", &mapping.name).first("dry_run", &dry_run))
}

/// Writes the end of a run into its row. `good` is what it is called in the log unless there is a fault.
pub(super) fn close(tx: &mut WriteTx<'_>, row: &mut ImportRow, fault: Option<String>, good: &'static Action) -> Result<Event> {
    row.state = if fault.is_some() { State::Failed } else { State::Done };
    row.finished_at = Some(tx.now());
    if fault.is_none() {
        row.rows_total = Some(row.rows_done);
    }
    let action = if fault.is_some() { &FAILED } else { good };
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

fn is_dead(row: &ImportRow, now: Timestamp) -> bool {
    row.seen_at.or(row.started_at).is_none_or(|at| at.plus_millis(LEASE_MILLIS) < now)
}

/// Who else may be at work on a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Servers {
    /// Nobody: what says that it runs when a server starts was cut off.
    One,
    /// Other servers: their runs are told from dead ones by their signs of life.
    Several,
}

/// What says that it is being run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Underway {
    /// Runs that were cut off.
    pub interrupted: usize,
    /// Runs of other servers.
    pub alive: usize,
}

/// What says that it is being run: asked at the start of a server, before anything runs on it.
pub fn underway(tx: &mut Tx<'_>, servers: Servers) -> Result<Underway> {
    let running = rows::running(tx)?;
    let interrupted = running.iter().filter(|row| cut_off(row, servers, tx.now())).count();
    Ok(Underway { interrupted, alive: running.len() - interrupted })
}

fn cut_off(row: &ImportRow, servers: Servers, now: Timestamp) -> bool {
    servers == Servers::One || is_dead(row, now)
}

/// Marks runs that were cut off as failed; tells how many.
pub fn mark_interrupted(mut tx: WriteTx<'_>, servers: Servers) -> Result<Committed<usize>> {
    let now = tx.now();
    let mut interrupted: Vec<ImportRow> = rows::running(&mut tx)?.into_iter().filter(|row| cut_off(row, servers, now)).collect();
    let mut event = Event::new(&FAILED, Subject::unnamed("import"));
    for row in &mut interrupted {
        let fault = "Interrupted: the server was stopped. Running it again goes on where it ended.".to_owned();
        close(&mut tx, row, Some(fault), &FINISHED)?;
        event = event.touching(Subject::new("import", row.id));
    }
    tx.commit(event.note(Some("the server was stopped while they ran")), interrupted.len())
}
