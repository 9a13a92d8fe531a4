//! Plans in the database.

use super::PlanId;
use super::rules::{Basis, Days, Outcome, PlanState, Timing};
use super::targets::{self, TargetId};
use crate::job_types::JobTypeId;
use crate::jobs::{JobId, Priority};
use crate::listing::{PLAN, Statement, UNIT};
use crate::schema::{maintenance_occurrence, maintenance_plan};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, MemberId, Result, Timestamp, UnitId, Zone};
use serde::{Deserialize, Serialize};
use store::{Connection, Tx, WriteTx};

/// A plan as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = maintenance_plan, treat_none_as_null = true)]
pub(super) struct PlanRow {
    pub(super) id: PlanId,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) sort_name: String,
    pub(super) unit_id: Option<UnitId>,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) type_id: Option<JobTypeId>,
    pub(super) priority: Priority,
    pub(super) rule: String,
    pub(super) first_date: String,
    pub(super) zone: String,
    pub(super) days_before: i64,
    pub(super) days_after: i64,
    pub(super) lead_days: i64,
    pub(super) basis: Basis,
    pub(super) state: PlanState,
    pub(super) state_reason: Option<String>,
    pub(super) state_since: Timestamp,
    pub(super) from_date: String,
    pub(super) created_by: Option<MemberId>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

impl PlanRow {
    /// When it has something due.
    pub(super) fn timing(&self) -> Result<Timing> {
        let days = Days { before: self.days_before, after: self.days_after, lead: self.lead_days };
        Timing::read(&self.rule, self.first()?, self.basis, days)
    }

    /// The first day.
    pub(super) fn first(&self) -> Result<Date> {
        self.first_date.parse().map_err(Error::internal)
    }

    /// What was to be done by an earlier day is not made any more.
    pub(super) fn from(&self) -> Result<Date> {
        self.from_date.parse().map_err(Error::internal)
    }

    /// The rules of its zone.
    pub(super) fn zone(&self) -> TimeZone {
        Zone::parse(&self.zone).map_or(TimeZone::UTC, |zone| zone.rules())
    }

    /// Which day is today where it counts days.
    pub(super) fn today(&self, now: Timestamp) -> Date {
        now.date_in(&self.zone())
    }

    /// Stands so from now on.
    pub(super) fn set_state(&mut self, state: PlanState, reason: Option<String>, now: Timestamp) {
        (self.state, self.state_reason, self.state_since) = (state, reason, now);
    }
}

/// A plan with the name of its unit, as far as the asker may see it.
pub(super) type Named = (PlanRow, Option<String>);

type NamedSql = (maintenance_plan::SqlType, Nullable<Text>);

const COLUMNS: &str = "SELECT maintenance_plan.id, maintenance_plan.version, maintenance_plan.name, maintenance_plan.sort_name, \
     maintenance_plan.unit_id, maintenance_plan.title, maintenance_plan.description, maintenance_plan.type_id, \
     maintenance_plan.priority, maintenance_plan.rule, maintenance_plan.first_date, maintenance_plan.zone, \
     maintenance_plan.days_before, maintenance_plan.days_after, maintenance_plan.lead_days, maintenance_plan.basis, \
     maintenance_plan.state, maintenance_plan.state_reason, maintenance_plan.state_since, maintenance_plan.from_date, \
     maintenance_plan.created_by, maintenance_plan.created_at, maintenance_plan.updated_at, unit.name \
     FROM maintenance_plan LEFT JOIN unit ON unit.id = maintenance_plan.unit_id";

fn select(tx: &mut Tx<'_>) -> Statement<NamedSql> {
    let units = UNIT.seen(tx);
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(COLUMNS);
    units.hold(&mut statement, true);
    statement.sql(" WHERE ");
    statement
}

/// One plan within reach.
pub(super) fn find(tx: &mut Tx<'_>, id: PlanId) -> Result<Named> {
    let seen = PLAN.reached(tx);
    let mut statement = select(tx);
    statement.sql("maintenance_plan.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::not_found("plan of maintenance"))
}

/// A plan's place in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Keys(String, PlanId);

impl Keys {
    /// That of `row`.
    pub(super) fn of(row: &PlanRow) -> Self {
        Self(row.sort_name.clone(), row.id)
    }
}

/// Which plans.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// That stand so.
    pub(super) state: Option<PlanState>,
    /// With this in their names.
    pub(super) words: Option<String>,
    /// About this asset, or about this site and what stands there.
    pub(super) target: Option<TargetId>,
    /// This one.
    pub(super) plan: Option<PlanId>,
}

/// One page of plans by name, and one more.
pub(super) fn list(tx: &mut Tx<'_>, filter: &Filter, after: Option<Keys>, limit: i64) -> Result<Vec<Named>> {
    // What somebody may not see tells nothing of itself here.
    if let Some(target) = filter.target
        && targets::sights(tx, &[target].into_iter().collect())?.is_empty()
    {
        return Ok(Vec::new());
    }
    let seen = PLAN.reached(tx);
    let mut statement = select(tx);
    statement.sql("1 = 1");
    if let Some(plan) = filter.plan {
        statement.sql(" AND maintenance_plan.id = ").text(plan.as_str());
    }
    if let Some(words) = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        statement.either(" AND instr(maintenance_plan.sort_name, ", " AND strpos(maintenance_plan.sort_name, ");
        statement.text(words.to_lowercase()).sql(") > 0");
    }
    if let Some(target) = filter.target {
        statement.sql(" AND maintenance_plan.id IN (SELECT plan_id FROM maintenance_target WHERE target_id = ").text(target.as_str());
        if let TargetId::Site(site) = target {
            statement.sql(" OR asset_id IN (SELECT id FROM asset WHERE site_id = ").text(site.as_str()).sql(")");
        }
        statement.sql(")");
    }
    if let Some(state) = filter.state {
        statement.sql(" AND ").aside().sql("maintenance_plan.state = ").text(state.as_str());
    }
    seen.hold(&mut statement, true);
    if let Some(Keys(name, id)) = after {
        statement.sql(" AND (maintenance_plan.sort_name, maintenance_plan.id) > (").text(name).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY maintenance_plan.sort_name, maintenance_plan.id LIMIT ").number(limit);
    statement.load(tx.db())
}

/// Writes a new plan.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &mut PlanRow) -> Result<()> {
    row.sort_name = row.name.to_lowercase();
    diesel::insert_into(maintenance_plan::table).values(&*row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed plan: its version rises and its time of change is now.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &mut PlanRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.sort_name = row.name.to_lowercase();
    diesel::update(maintenance_plan::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// What became of one time, as it is stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = maintenance_occurrence)]
pub(super) struct OccurrenceRow {
    pub(super) plan_id: PlanId,
    pub(super) target_id: String,
    pub(super) due: String,
    pub(super) earliest: String,
    pub(super) latest: String,
    pub(super) outcome: Outcome,
    pub(super) job_id: Option<JobId>,
    pub(super) reason: Option<String>,
    pub(super) member_id: Option<MemberId>,
    pub(super) at: Timestamp,
}

/// Writes what became of one time, unless something became of it already: its key decides. Tells whether it was written.
pub(super) fn insert_once(tx: &mut WriteTx<'_>, row: &OccurrenceRow) -> Result<bool> {
    let table = maintenance_occurrence::table;
    let written = match tx.db() {
        Connection::Sqlite(connection) => diesel::insert_into(table).values(row).on_conflict_do_nothing().execute(connection)?,
        Connection::Postgres(connection) => diesel::insert_into(table).values(row).on_conflict_do_nothing().execute(connection)?,
    };
    Ok(written == 1)
}
