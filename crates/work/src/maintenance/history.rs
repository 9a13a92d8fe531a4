//! What became of each time of a plan. Whether the work is done is read from the job.

use super::PlanId;
use super::rows::{self, OccurrenceRow};
use super::rules::{Fate, Outcome, Past, Timing};
use super::targets::TargetId;
use crate::jobs::JobId;
use crate::jobs::rules::Status;
use crate::listing::Statement;
use crate::schema::maintenance_occurrence as occurrence;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, Result, Timestamp};
use store::{Tx, WriteTx};

/// One time of a plan, of which something became.
#[derive(Debug, Clone)]
pub(super) struct Occurred {
    pub(super) plan: PlanId,
    pub(super) target: TargetId,
    pub(super) due: Date,
    pub(super) earliest: Date,
    pub(super) latest: Date,
    pub(super) outcome: Outcome,
    pub(super) reason: Option<String>,
    pub(super) at: Timestamp,
    pub(super) job: Option<Made>,
}

/// The job that was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Made {
    pub(super) id: JobId,
    pub(super) number: i64,
    pub(super) status: Status,
    finished_at: Option<Timestamp>,
    cancelled_at: Option<Timestamp>,
}

impl Occurred {
    /// What the next time depends on.
    pub(super) fn past(&self, zone: &TimeZone) -> Past {
        let fate = match &self.job {
            None => Fate::Passed(self.at.date_in(zone)),
            Some(job) => match (job.status, job.finished_at, job.cancelled_at) {
                (Status::Cancelled, _, at) => Fate::Passed(at.unwrap_or(self.at).date_in(zone)),
                (Status::WorkDone | Status::Closed, Some(at), _) => Fate::Done(at.date_in(zone)),
                _ => Fate::Open,
            },
        };
        Past { due: self.due, fate }
    }

    /// When its work was done.
    pub(super) fn done_at(&self) -> Option<Timestamp> {
        self.job.as_ref().filter(|job| matches!(job.status, Status::WorkDone | Status::Closed)).and_then(|job| job.finished_at)
    }
}

type Texts = (Text, Text, Text, Text, Text, Text, Nullable<Text>, BigInt);

type OccurredSql = (Texts, (Nullable<Text>, Nullable<BigInt>, Nullable<Text>, Nullable<BigInt>, Nullable<BigInt>));

type Read = (
    (PlanId, String, String, String, String, Outcome, Option<String>, Timestamp),
    (Option<JobId>, Option<i64>, Option<Status>, Option<Timestamp>, Option<Timestamp>),
);

/// What became of times of these plans that were due on `from` or later, and of the last one of each target, in order of days.
pub(super) fn of_plans(tx: &mut Tx<'_>, plans: &[PlanId], from: Date) -> Result<Vec<Occurred>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::<OccurredSql>::on(tx.db());
    statement.sql(
        "SELECT o.plan_id, o.target_id, o.due, o.earliest, o.latest, o.outcome, o.reason, o.at, \
         o.job_id, job.number, job.status, job.finished_at, job.cancelled_at \
         FROM maintenance_occurrence AS o LEFT JOIN job ON job.id = o.job_id WHERE o.plan_id",
    );
    statement.in_texts(plans.iter().map(PlanId::as_str)).sql(" AND (o.due >= ").text(from.to_string());
    statement.sql(
        " OR o.due = (SELECT MAX(l.due) FROM maintenance_occurrence AS l WHERE l.plan_id = o.plan_id AND l.target_id = o.target_id)) \
         ORDER BY o.due, o.target_id",
    );
    statement.seldom();
    statement.load::<Read>(tx.db())?.into_iter().map(read).collect()
}

fn read(
    ((plan, target, due, earliest, latest, outcome, reason, at), (job, number, status, finished_at, cancelled_at)): Read,
) -> Result<Occurred> {
    let day = |text: String| text.parse::<Date>().map_err(Error::internal);
    let job = job.zip(number).zip(status).map(|((id, number), status)| Made { id, number, status, finished_at, cancelled_at });
    Ok(Occurred {
        plan,
        target: TargetId::parse(&target).ok_or_else(|| Error::internal("an occurrence of nothing"))?,
        due: day(due)?,
        earliest: day(earliest)?,
        latest: day(latest)?,
        outcome,
        reason,
        at,
        job,
    })
}

/// When work of these plans was last done.
pub(super) fn last_done(tx: &mut Tx<'_>, plans: &[PlanId]) -> Result<Vec<(PlanId, Timestamp)>> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
    statement.sql("SELECT o.plan_id, MAX(job.finished_at) FROM maintenance_occurrence AS o JOIN job ON job.id = o.job_id WHERE o.plan_id");
    statement.in_texts(plans.iter().map(PlanId::as_str));
    statement.sql(" AND job.finished_at IS NOT NULL GROUP BY o.plan_id").seldom();
    statement.load(tx.db())
}

/// Writes what became of one time, unless something became of it already: the key decides. Tells whether it was written.
pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    plan: PlanId,
    target: TargetId,
    (timing, due): (&Timing, Date),
    (outcome, reason): (Outcome, Option<&str>),
) -> Result<bool> {
    let (earliest, latest) = timing.window(due);
    let row = OccurrenceRow {
        plan_id: plan,
        target_id: target.to_string(),
        due: due.to_string(),
        earliest: earliest.to_string(),
        latest: latest.to_string(),
        outcome,
        job_id: None,
        reason: reason.map(str::to_owned),
        member_id: tx.actor().member(),
        at: tx.now(),
    };
    rows::insert_once(tx, &row)
}

/// The job that was made for one time.
pub(super) fn has_job(tx: &mut WriteTx<'_>, plan: PlanId, target: TargetId, due: Date, job: JobId) -> Result<()> {
    let one = occurrence::table.find((plan, target.to_string(), due.to_string()));
    diesel::update(one).set(occurrence::job_id.eq(job)).execute(tx.db())?;
    Ok(())
}
