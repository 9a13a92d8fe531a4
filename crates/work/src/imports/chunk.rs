//! One chunk of rows: made on a thread that reads, written in one commit.

use super::JOBS_IMPORTED;
use super::mapping::{Draft, Plan};
use super::place::{Kept, Places};
use super::rows::{self, ImportRow};
use super::table::{Problem, Row, Table, TableFault};
use super::turn::Turn;
use crate::customers::CustomerId;
use crate::jobs::rows::{JobRow, insert_all, known_references};
use crate::jobs::rules::{Cancellation, State as JobState, Status};
use crate::jobs::{JobId, rules::CancelReason};
use crate::sites::SiteId;
use kernel::{Result, UnitId};
use std::collections::HashSet;
use std::io::Read;
use store::{Event, Subject, WriteTx};

/// Rows of a chunk: as many jobs and sites fit an event record.
pub(super) const ROWS: usize = 500;
/// Most rows an event record can touch.
const MOST_TOUCHED: usize = 1_000;
/// Most problems kept of one run.
pub(super) const MOST_PROBLEMS: usize = 20_000;

/// Rows read, those that are to become jobs apart from those that cannot.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) rows: i64,
    /// With their reference, which is never missing here.
    pub(super) drafts: Vec<(String, Draft)>,
    pub(super) refused: i64,
    pub(super) problems: Vec<Problem>,
}

impl Chunk {
    /// The next rows of `table`; `None` at its end.
    pub(super) fn read(table: &mut Table<impl Read>, plan: &Plan) -> std::result::Result<Option<Self>, TableFault> {
        let mut chunk = Self::default();
        while chunk.rows < i64::try_from(ROWS).unwrap_or(0) {
            let Some(row) = table.next_row()? else { break };
            chunk.rows += 1;
            match row.map_err(|problem| vec![problem]).and_then(|row| plan.draft(&row).map(|draft| (reference(&draft, &row), draft))) {
                Ok(draft) => chunk.drafts.push(draft),
                Err(problems) => {
                    chunk.refused += 1;
                    chunk.problems.extend(problems);
                }
            }
        }
        Ok((chunk.rows > 0).then_some(chunk))
    }
}

/// A row's reference; one without is known by its content, so that two equal rows are one job.
fn reference(draft: &Draft, row: &Row) -> String {
    draft.reference.clone().unwrap_or_else(|| {
        let content = row.values().collect::<Vec<_>>().join("\u{1f}");
        let digest = store::fingerprint(content.as_bytes());
        digest[..10].iter().fold(String::from("row-"), |text, byte| format!("{text}{byte:02x}"))
    })
}

/// What a run remembers from one chunk to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    places: Places,
    problems: usize,
}

/// What is told of a run with more problems than are kept.
pub(super) fn more_than_listed() -> String {
    format!("More than {MOST_PROBLEMS} problems: only the first {MOST_PROBLEMS} are listed.")
}

/// Writes a chunk: jobs, problems, how far the import has come. Refuses when the import was stopped.
pub(super) fn write(tx: &mut WriteTx<'_>, turn: Turn, plan: &Plan, chunk: Chunk, memory: &mut Memory) -> Result<(Event, ImportRow)> {
    let mut row = turn.row(tx)?;
    let all = chunk.drafts.len();
    let fresh = only_new(tx, plan, chunk.drafts)?;
    let added = fresh.len();
    let touched = add(tx, plan, fresh, memory)?;
    let kept = &chunk.problems[..chunk.problems.len().min(MOST_PROBLEMS - memory.problems)];
    rows::keep_problems(tx, turn.id, count(memory.problems), kept)?;
    memory.problems += kept.len();
    if kept.len() < chunk.problems.len() {
        row.problem = Some(more_than_listed());
    }
    row.seen_at = Some(tx.now());
    row.rows_done += chunk.rows;
    row.added += count(added);
    row.unchanged += count(all - added);
    row.refused += chunk.refused;
    rows::save(tx, &mut row)?;
    let event = Event::new(&JOBS_IMPORTED, Subject::new("import", turn.id))
        .label(&row.filename)
        .first("rows", &chunk.rows)
        .first("added", &added)
        .first("unchanged", &(all - added))
        .first("refused", &chunk.refused);
    Ok((touched.into_iter().take(MOST_TOUCHED).fold(event, Event::touching), row))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Those whose job is not there yet, each reference once.
fn only_new(tx: &mut WriteTx<'_>, plan: &Plan, drafts: Vec<(String, Draft)>) -> Result<Vec<(String, Draft)>> {
    let references: Vec<String> = drafts.iter().map(|(reference, _)| reference.clone()).collect();
    let mut known: HashSet<String> =
        known_references(tx, plan.source(), &references)?.into_iter().map(|(reference, _)| reference).collect();
    Ok(drafts.into_iter().filter(|(reference, _)| known.insert(reference.clone())).collect())
}

/// Makes the jobs and whatever they need; tells every row touched.
fn add(tx: &mut WriteTx<'_>, plan: &Plan, mut drafts: Vec<(String, Draft)>, memory: &mut Memory) -> Result<Vec<Subject>> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let first = tx.next_numbers("job", count(drafts.len()))?;
    let mut wanted = Vec::with_capacity(drafts.len());
    let mut customers = Vec::with_capacity(drafts.len());
    for (_, draft) in &mut drafts {
        let customer = draft.customer.take().map(|name| memory.places.customer(tx, name)).transpose()?;
        wanted.push(draft.place.take().map(|place| (place, customer)));
        customers.push(customer);
    }
    let posted = crate::units::own_unit(tx)?;
    let places = customers.into_iter().zip(memory.places.sites(tx, wanted, plan.zone(), posted)?);
    let drafts = drafts.into_iter().zip(first..).zip(places);
    let mut jobs: Vec<JobRow> = drafts.map(|((draft, number), place)| job(tx, plan, draft, number, place, posted)).collect();
    insert_all(tx, &mut jobs)?;
    let touched = jobs.iter().map(|job| Subject::new("job", job.id));
    Ok(touched.chain(memory.places.made()).collect())
}

type AtPlace = (Option<Kept<CustomerId>>, Option<Kept<SiteId>>);

fn job(
    tx: &WriteTx<'_>,
    plan: &Plan,
    (reference, draft): (String, Draft),
    number: i64,
    (customer, site): AtPlace,
    posted: Option<UnitId>,
) -> JobRow {
    let now = tx.now();
    let id = JobId::new(now, tx.rng());
    let created = draft.created_at.unwrap_or(now);
    let mut job = JobRow::draft(id, number, draft.kind, draft.title, tx.actor().member(), created);
    (job.source_system, job.source_reference) = (Some(plan.source().to_owned()), Some(reference));
    (job.description, job.priority) = (draft.description, draft.priority);
    let unit = site.and_then(|(_, unit)| unit).or(customer.and_then(|(_, unit)| unit)).or(posted);
    (job.customer_id, job.site_id) = (customer.map(|(id, _)| id), site.map(|(id, _)| id));
    (job.target_at, job.unit_id) = (draft.target_at, unit);
    let state = state(draft.status, draft.cancelled, draft.finished_at.unwrap_or(created));
    job.set_state(state, created);
    // When it was finished is what the file says, or not known.
    if job.finished_at.is_some() {
        job.finished_at = draft.finished_at;
    }
    if job.closed_at.is_some() {
        job.closed_at = draft.finished_at;
    }
    job.updated_at = now;
    job
}

fn state(status: Status, cancelled: Option<CancelReason>, at: kernel::Timestamp) -> JobState {
    match (status, cancelled) {
        (_, Some(reason)) => JobState::Cancelled(Cancellation { reason, note: None, at }),
        (Status::Draft, None) => JobState::Draft,
        (Status::WorkDone, None) => JobState::WorkDone,
        (Status::Closed, None) => JobState::Closed,
        _ => JobState::Open,
    }
}
