//! Visits in the database; whatever is read here lies within the transaction's scope.

use super::rules::{AbortReason, State, VisitState};
use super::{VisitId, reach};
use crate::jobs::JobId;
use crate::jobs::rows::label;
use crate::listing::{SITE, Statement, UNIT};
use crate::schema::visit;
use crate::sites::SiteId;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, MemberId, Result, Timestamp, UnitId};
use roster::requirements::RequirementId;
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};

/// A visit as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = visit, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct VisitRow {
    pub id: VisitId,
    pub version: i64,
    pub job_id: JobId,
    pub place: i64,
    pub requirement_id: RequirementId,
    pub follows_id: Option<VisitId>,
    pub state: VisitState,
    pub end_reason: Option<AbortReason>,
    pub end_note: Option<String>,
    pub note: String,
    pub past: bool,
    pub created_by: Option<MemberId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl VisitRow {
    /// Its state, for the rules.
    pub fn state(&self) -> State {
        let note = || self.end_note.clone().unwrap_or_default();
        match self.state {
            VisitState::Planned => State::Planned,
            VisitState::Sent => State::Sent,
            VisitState::Received => State::Received,
            VisitState::Accepted => State::Accepted,
            VisitState::Travelling => State::Travelling,
            VisitState::OnSite => State::OnSite,
            VisitState::Paused => State::Paused,
            VisitState::Done => State::Done,
            VisitState::Declined => State::Declined(note()),
            VisitState::Aborted => State::Aborted(self.end_reason.unwrap_or(AbortReason::Other), self.end_note.clone()),
            VisitState::Recalled => State::Recalled(note()),
        }
    }

    /// Moves it to `state`.
    pub fn set_state(&mut self, state: State) {
        self.state = state.word();
        (self.end_reason, self.end_note) = match state {
            State::Declined(note) | State::Recalled(note) => (None, Some(note)),
            State::Aborted(reason, note) => (Some(reason), note),
            _ => (None, None),
        };
    }
}

/// Number and title of the job.
pub type OfJob = (i64, String);
/// From when, until when, zone, site, unit.
pub type When = (Timestamp, Timestamp, String, Option<SiteId>, Option<UnitId>);
/// Name, town, postcode and zone of the site, and the unit's name, as far as the asker may see them.
pub type Names = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

/// A visit with its job, its time and the names that go with it.
pub type Named = (VisitRow, OfJob, When, Names);

type NamedSql = (
    visit::SqlType,
    (BigInt, Text),
    (BigInt, BigInt, Text, Nullable<Text>, Nullable<Text>),
    (Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>),
);

/// How people call the visit, such as `J-000123/2`.
pub fn called((row, (number, _), ..): &Named) -> String {
    format!("{}/{}", label(*number), row.place)
}

const COLUMNS: &str = "SELECT visit.id, visit.version, visit.job_id, visit.place, visit.requirement_id, visit.follows_id, visit.state, \
     visit.end_reason, visit.end_note, visit.note, visit.past, visit.created_by, visit.created_at, visit.updated_at, job.number, \
     job.title, requirement.start_at, requirement.end_at, requirement.zone, requirement.site_id, requirement.unit_id, site.name, \
     site.locality, site.postcode, site.time_zone, unit.name FROM requirement JOIN visit ON visit.requirement_id = requirement.id \
     JOIN job ON job.id = visit.job_id LEFT JOIN site ON site.id = requirement.site_id";

fn select(tx: &mut Tx<'_>) -> Statement<NamedSql> {
    let (sites, units) = (SITE.seen(tx), UNIT.seen(tx));
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(COLUMNS);
    sites.hold(&mut statement, true);
    statement.sql(" LEFT JOIN unit ON unit.id = requirement.unit_id");
    units.hold(&mut statement, true);
    statement.sql(" WHERE requirement.kind = 'visit'");
    statement
}

/// One visit within reach.
pub fn find(tx: &mut Tx<'_>, id: VisitId) -> Result<Named> {
    let mut statement = select(tx);
    statement.sql(" AND visit.id = ").text(id.as_str());
    reach::hold(tx, &mut statement);
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::not_found("visit"))
}

/// One visit, whoever asks: what was within reach before it changed.
pub fn get(tx: &mut Tx<'_>, id: VisitId) -> Result<Named> {
    let mut statement = select(tx);
    statement.sql(" AND visit.id = ").text(id.as_str());
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::not_found("visit"))
}

/// The visits of a job within reach, the first first.
pub fn of_job(tx: &mut Tx<'_>, job: JobId) -> Result<Vec<Named>> {
    let mut statement = select(tx);
    statement.sql(" AND visit.job_id = ").text(job.as_str());
    reach::hold(tx, &mut statement);
    statement.sql(" ORDER BY visit.place");
    statement.load(tx.db())
}

/// Every visit of a job, the first first.
pub fn all_of_job(tx: &mut Tx<'_>, job: JobId) -> Result<Vec<VisitRow>> {
    Ok(visit::table.filter(visit::job_id.eq(job)).order(visit::place).load(tx.db())?)
}

/// Writes a new visit.
pub fn insert(tx: &mut WriteTx<'_>, row: &VisitRow) -> Result<()> {
    diesel::insert_into(visit::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed visit: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut VisitRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(visit::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// What was before a job was opened again is past.
pub fn all_past(tx: &mut WriteTx<'_>, job: JobId) -> Result<()> {
    diesel::update(visit::table.filter(visit::job_id.eq(job))).set(visit::past.eq(true)).execute(tx.db())?;
    Ok(())
}

/// A visit's place in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys(Timestamp, VisitId);

impl Keys {
    /// That of a visit.
    pub fn of((row, _, when, _): &Named) -> Self {
        Self(when.0, row.id)
    }
}

/// Which visits.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In one of these states, or in any.
    pub states: Vec<VisitState>,
    /// Ending after this.
    pub from: Option<Timestamp>,
    /// Beginning before this.
    pub until: Option<Timestamp>,
    /// Those to which nobody goes yet, or those to which somebody does.
    pub unassigned: Option<bool>,
    /// Of this unit or one below it.
    pub unit: Option<UnitId>,
}

/// Longest visit, in milliseconds: what ends after an instant does not begin earlier before it.
const LONGEST: i64 = 31 * 24 * 60 * 60 * 1_000;

/// One page of visits by time, and one more.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, after: Option<Keys>, limit: i64) -> Result<Vec<Named>> {
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    let mut statement = select(tx);
    if let Some(from) = filter.from {
        statement.sql(" AND requirement.start_at > ").number(from.millis() - LONGEST);
        statement.sql(" AND ").aside().sql("requirement.end_at > ").number(from.millis());
    }
    if let Some(until) = filter.until {
        statement.sql(" AND requirement.start_at < ").number(until.millis());
    }
    if !filter.states.is_empty() {
        statement.sql(" AND ").aside().sql("visit.state").in_texts(filter.states.iter().map(|state| state.as_str()));
    }
    match filter.unassigned {
        Some(true) => drop(statement.sql(" AND NOT EXISTS (SELECT 1 FROM assignment AS a WHERE a.owner_id = visit.id AND a.live)")),
        Some(false) => drop(statement.sql(" AND EXISTS (SELECT 1 FROM assignment AS a WHERE a.owner_id = visit.id AND a.live)")),
        None => {}
    }
    if let Some(units) = &units {
        statement.sql(" AND ").aside().sql("requirement.unit_id").in_units(units);
    }
    reach::hold(tx, &mut statement);
    if let Some(Keys(start, id)) = after {
        statement.sql(" AND (requirement.start_at, requirement.owner_id) > (").number(start.millis()).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY requirement.start_at, requirement.owner_id LIMIT ").number(limit);
    statement.load(tx.db())
}
