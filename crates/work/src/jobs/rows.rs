//! Jobs in the database.
//!
//! Invariants: `due_at` is the target of a live job and null otherwise, so that being late is one comparison; whatever is read here
//! lies within the transaction's scope.

use super::JobId;
use super::priority::Priority;
use super::rules::{CancelReason, Cancellation, Hold, HoldReason, State, Status};
use crate::customers::CustomerId;
use crate::listing::{CUSTOMER, JOB, JOBS, SITE, Seen, Statement, UNIT, Words};
use crate::schema::job;
use crate::sites::SiteId;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, MemberId, Result, Timestamp, UnitId};
use store::{Connection, Tx, WriteTx};

/// A job as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = job, primary_key(id, number), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct JobRow {
    pub number: i64,
    pub id: JobId,
    pub version: i64,
    pub source_system: Option<String>,
    pub source_reference: Option<String>,
    pub kind: String,
    pub title: String,
    pub description: String,
    pub priority: Priority,
    pub status: Status,
    pub hold_reason: Option<HoldReason>,
    pub hold_note: Option<String>,
    pub hold_since: Option<Timestamp>,
    pub hold_from: Option<Status>,
    pub cancel_reason: Option<CancelReason>,
    pub cancel_note: Option<String>,
    pub cancelled_at: Option<Timestamp>,
    pub customer_id: Option<CustomerId>,
    pub site_id: Option<SiteId>,
    pub target_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    pub created_by: Option<MemberId>,
    pub created_at: Timestamp,
    pub opened_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub updated_at: Timestamp,
    pub unit_id: Option<UnitId>,
}

impl JobRow {
    /// A draft with nothing but its name, made by `created_by` at `now`. Fields and state are set before it is inserted.
    pub fn draft(id: JobId, number: i64, kind: String, title: String, created_by: Option<MemberId>, now: Timestamp) -> Self {
        Self {
            number,
            id,
            version: 1,
            source_system: None,
            source_reference: None,
            kind,
            title,
            description: String::new(),
            priority: Priority::P3,
            status: Status::Draft,
            hold_reason: None,
            hold_note: None,
            hold_since: None,
            hold_from: None,
            cancel_reason: None,
            cancel_note: None,
            cancelled_at: None,
            customer_id: None,
            site_id: None,
            target_at: None,
            due_at: None,
            created_by,
            created_at: now,
            opened_at: None,
            finished_at: None,
            closed_at: None,
            updated_at: now,
            unit_id: None,
        }
    }

    /// How people call it, such as `J-000123`.
    pub fn label(&self) -> String {
        label(self.number)
    }

    /// Its state, for the rules.
    pub fn state(&self) -> State {
        match self.status {
            Status::Draft => State::Draft,
            Status::Open => State::Open,
            Status::Planned => State::Planned,
            Status::InProgress => State::InProgress,
            Status::OnHold => State::OnHold(Hold {
                reason: self.hold_reason.unwrap_or(HoldReason::Approval),
                note: self.hold_note.clone(),
                since: self.hold_since.unwrap_or(self.updated_at),
                from: self.hold_from.unwrap_or(Status::Open),
            }),
            Status::WorkDone => State::WorkDone,
            Status::Closed => State::Closed,
            Status::Cancelled => State::Cancelled(Cancellation {
                reason: self.cancel_reason.unwrap_or(CancelReason::Other),
                note: self.cancel_note.clone(),
                at: self.cancelled_at.unwrap_or(self.updated_at),
            }),
        }
    }

    /// Moves it to `state` at `at`: status, hold, cancellation, and the instants that go with them.
    pub fn set_state(&mut self, state: State, at: Timestamp) {
        let status = state.status();
        (self.hold_reason, self.hold_note, self.hold_since, self.hold_from) = (None, None, None, None);
        (self.cancel_reason, self.cancel_note, self.cancelled_at) = (None, None, None);
        match state {
            State::OnHold(hold) => {
                (self.hold_reason, self.hold_note) = (Some(hold.reason), hold.note);
                (self.hold_since, self.hold_from) = (Some(hold.since), Some(hold.from));
            }
            State::Cancelled(cancellation) => {
                (self.cancel_reason, self.cancel_note) = (Some(cancellation.reason), cancellation.note);
                self.cancelled_at = Some(cancellation.at);
            }
            _ => {}
        }
        if status != Status::Draft {
            self.opened_at = self.opened_at.or(Some(at));
        }
        self.finished_at = if matches!(status, Status::WorkDone | Status::Closed) { self.finished_at.or(Some(at)) } else { None };
        self.closed_at = if status == Status::Closed { self.closed_at.or(Some(at)) } else { None };
        self.status = status;
    }

    fn settle(&mut self) {
        self.due_at = self.target_at.filter(|_| self.status.is_live());
    }
}

/// How people call job `number`.
pub fn label(number: i64) -> String {
    format!("J-{number:06}")
}

/// Writes a new job.
pub fn insert(tx: &mut WriteTx<'_>, row: &mut JobRow) -> Result<()> {
    row.settle();
    diesel::insert_into(job::table).values(&*row).execute(tx.db())?;
    Ok(())
}

/// Most jobs written by one statement: 28 values each stay below the engines' limits on bound values.
const BATCH: usize = 1_000;

/// Writes new jobs, many a statement.
pub fn insert_all(tx: &mut WriteTx<'_>, rows: &mut [JobRow]) -> Result<()> {
    rows.iter_mut().for_each(JobRow::settle);
    for batch in rows.chunks(BATCH) {
        match tx.db() {
            // One statement kept prepared is the fastest way in here; Diesel would run a batch row by row as well.
            Connection::Sqlite(connection) => {
                for row in batch {
                    diesel::insert_into(job::table).values(row).execute(connection)?;
                }
            }
            Connection::Postgres(connection) => {
                diesel::insert_into(job::table).values(batch).execute(connection)?;
            }
        }
    }
    Ok(())
}

/// Writes a changed job: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut JobRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.settle();
    diesel::update(job::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// A job with the names of its customer, its site and its unit, as far as the asker may see them.
pub type Named = (JobRow, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

pub(super) type NamedSql = (job::SqlType, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>);

/// Columns of a [`Named`], with everything.
const WHOLE: &str = "SELECT job.number, job.id, job.version, job.source_system, job.source_reference, job.type, job.title, \
     job.description, job.priority, job.status, job.hold_reason, job.hold_note, job.hold_since, job.hold_from, job.cancel_reason, \
     job.cancel_note, job.cancelled_at, job.customer_id, job.site_id, job.target_at, job.due_at, job.created_by, job.created_at, \
     job.opened_at, job.finished_at, job.closed_at, job.updated_at, job.unit_id, \
     customer.name, site.name, site.locality, site.postcode, site.time_zone, unit.name FROM job";

/// The same without the long texts, which lists do not show.
const BRIEF: &str = "SELECT job.number, job.id, job.version, job.source_system, job.source_reference, job.type, job.title, \
     '', job.priority, job.status, job.hold_reason, NULL, job.hold_since, job.hold_from, job.cancel_reason, \
     NULL, job.cancelled_at, job.customer_id, job.site_id, job.target_at, job.due_at, job.created_by, job.created_at, \
     job.opened_at, job.finished_at, job.closed_at, job.updated_at, job.unit_id, \
     customer.name, site.name, site.locality, site.postcode, site.time_zone, unit.name FROM job";

/// Columns and joins of a [`Named`], up to the conditions. A name that the asker may not see is missing.
pub(super) fn select(tx: &mut Tx<'_>, with_texts: bool) -> Statement<NamedSql> {
    let (customers, sites, units) = (CUSTOMER.seen(tx), SITE.seen(tx), UNIT.seen(tx));
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(if with_texts { WHOLE } else { BRIEF });
    statement.sql(" LEFT JOIN customer ON customer.id = job.customer_id");
    customers.hold(&mut statement, true);
    statement.sql(" LEFT JOIN site ON site.id = job.site_id");
    sites.hold(&mut statement, true);
    statement.sql(" LEFT JOIN unit ON unit.id = job.unit_id");
    units.hold(&mut statement, true);
    statement.sql(" WHERE ");
    statement
}

/// One job within reach, with names.
pub fn find(tx: &mut Tx<'_>, id: JobId) -> Result<Named> {
    let seen = JOB.reached(tx);
    let mut statement = select(tx, true);
    statement.sql("job.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    let found = statement.load::<Named>(tx.db())?.pop();
    found.map(|found| shown(&seen, found)).ok_or_else(|| Error::not_found("job"))
}

/// One job, whoever asks: for slices that asked whether what belongs to it may be changed.
pub fn get(tx: &mut Tx<'_>, id: JobId) -> Result<JobRow> {
    job::table.find(id).get_result(tx.db()).optional()?.ok_or_else(|| Error::not_found("job"))
}

/// What was written down beside a status is not for the customer.
pub(super) fn shown(seen: &Seen, mut found: Named) -> Named {
    if seen.customer().is_some() {
        (found.0.hold_note, found.0.cancel_note) = (None, None);
    }
    found
}

/// The newest jobs within reach that hold the words: what the search shows.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<(JobId, i64, String, String, Status)>> {
    let (seen, sought) = (JOB.reached(tx), words.sought(tx, &JOBS)?);
    let mut statement = Statement::<(Text, BigInt, Text, Text, Text)>::on(tx.db());
    statement.sql("SELECT job.id, job.number, job.title, job.type, job.status FROM job WHERE ");
    sought.newest_seen(tx, &seen, &mut statement, limit)?;
    statement.load(tx.db())
}

/// Of these references of a source system, those that have a job, with its id.
pub fn known_references(tx: &mut Tx<'_>, system: &str, references: &[String]) -> Result<Vec<(String, JobId)>> {
    let mut found = Vec::new();
    for batch in references.chunks(BATCH) {
        let mut statement = Statement::<(Text, Text)>::on(tx.db());
        statement.sql("SELECT source_reference, id FROM job WHERE source_system = ").text(system).sql(" AND source_reference");
        statement.in_texts(batch.iter().cloned()).seldom();
        found.extend(statement.load::<(String, JobId)>(tx.db())?);
    }
    Ok(found)
}
