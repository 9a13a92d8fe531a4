//! How many jobs there are of each status. Counts by status, type and priority come from `job_count`, which
//! triggers keep; what else is asked is counted one by one, up to a bound.

use super::filter::Filter;
use super::priority::Priority;
use super::rules::Status;
use crate::listing::{JOB, Statement};
use diesel::sql_types::{BigInt, Text};
use kernel::Result;
use serde::Serialize;
use store::Tx;
use utoipa::ToSchema;

/// Jobs by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
#[expect(missing_docs, reason = "one for each status")]
pub struct JobCounts {
    pub draft: i64,
    pub open: i64,
    pub planned: i64,
    pub in_progress: i64,
    pub on_hold: i64,
    pub work_done: i64,
    pub closed: i64,
    pub cancelled: i64,
}

impl JobCounts {
    /// The count of one status.
    pub fn of(&mut self, status: Status) -> &mut i64 {
        match status {
            Status::Draft => &mut self.draft,
            Status::Open => &mut self.open,
            Status::Planned => &mut self.planned,
            Status::InProgress => &mut self.in_progress,
            Status::OnHold => &mut self.on_hold,
            Status::WorkDone => &mut self.work_done,
            Status::Closed => &mut self.closed,
            Status::Cancelled => &mut self.cancelled,
        }
    }
}

/// Counts of a set of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
#[schema(as = JobTally)]
pub struct Tally {
    /// By status.
    pub counts: JobCounts,
    /// Late ones.
    pub overdue: i64,
    /// All.
    pub total: i64,
    /// Whether counting stopped at ten thousand: there are more, and each figure is the least there can be.
    pub capped: bool,
}

/// Most jobs counted one by one.
pub(super) const MOST: i64 = 10_000;

/// Status, type, priority and how many: the rows of `job_count` where every job is within reach, counted now where some are not.
pub(crate) fn cells(tx: &mut Tx<'_>) -> Result<Vec<(Status, String, Priority, i64)>> {
    let seen = JOB.reached(tx);
    let mut statement = Statement::<(Text, Text, BigInt, BigInt)>::on(tx.db());
    if seen.is_whole() {
        statement.sql("SELECT status, type, priority, jobs FROM job_count WHERE jobs > 0");
    } else {
        statement.sql("SELECT job.status, job.type, job.priority, count(*) FROM job WHERE 1 = 1");
        seen.hold(&mut statement, false);
        statement.sql(" GROUP BY 1, 2, 3");
    }
    statement.load(tx.db())
}

/// From what is kept.
pub(super) fn kept(tx: &mut Tx<'_>, filter: &Filter) -> Result<Tally> {
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT status, CAST(sum(jobs) AS BIGINT) FROM job_count WHERE 1 = 1");
    narrowed(&mut statement, filter);
    statement.sql(" GROUP BY status");
    let mut tally = Tally::default();
    for (status, jobs) in statement.load::<(Status, i64)>(tx.db())? {
        *tally.counts.of(status) = jobs;
        tally.total += jobs;
    }
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM job WHERE due_at < ").number(tx.now().millis());
    narrowed(&mut statement, filter);
    tally.overdue = statement.load::<i64>(tx.db())?.pop().unwrap_or(0);
    Ok(tally)
}

fn narrowed<ST>(statement: &mut Statement<ST>, filter: &Filter) {
    if let Some(kind) = &filter.kind {
        statement.sql(" AND ").aside().sql("type = ").text(kind.as_str());
    }
    if !filter.priorities.is_empty() {
        statement.sql(" AND ").aside().sql("priority").in_numbers(filter.priorities.iter().map(|priority| priority.number()));
    }
}

/// From a statement that counts now: status, how many, how many of them late.
pub(super) fn told(statement: Statement<(Text, BigInt, BigInt)>, tx: &mut Tx<'_>) -> Result<Tally> {
    let mut tally = Tally::default();
    for (status, jobs, late) in statement.load::<(Status, i64, i64)>(tx.db())? {
        *tally.counts.of(status) = jobs;
        tally.total += jobs;
        tally.overdue += late;
    }
    tally.capped = tally.total > MOST;
    Ok(tally)
}
