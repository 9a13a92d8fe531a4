//! Making a plan.

use super::rows::{self, PlanRow};
use super::rules::PlanState;
use super::show::view;
use super::targets::{self, TargetId};
use super::wire::{MaintenancePlan, NewMaintenancePlan, PlannedJob};
use super::{CREATED, PlanId};
use crate::{job_types, units};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Error, Result};
use store::{Event, Subject, Tx, WriteTx};

/// Make a plan of maintenance. What could no longer be done today in time is not made up for.
#[utoipa::path(post, path = "/maintenance-plans", operation_id = "createMaintenancePlan", tag = "Maintenance", params(OnceHeader),
    request_body = NewMaintenancePlan, responses((status = 201, body = MaintenancePlan, description = "The plan")))]
pub async fn create_maintenance_plan(
    cx: Cx<permit::MaintenanceWrite>,
    once: OnceKey,
    Json(new): Json<NewMaintenancePlan>,
) -> Answer<Created<MaintenancePlan>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (id, event) = create_in(&mut tx, new)?;
            let named = rows::find(&mut tx, id)?;
            let view = view(&mut tx, named)?;
            tx.commit(event, view)
        })
        .await?;
    let location = format!("/api/v1/maintenance-plans/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a new plan; gives its id and the event to commit.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewMaintenancePlan) -> Result<(PlanId, Event)> {
    let (now, posted) = (tx.now(), units::own_unit(tx)?);
    check_targets(&new.on)?;
    check_job(tx, &new.job)?;
    let unit = units::chosen(tx, new.unit_id, &[posted])?;
    let mut row = PlanRow {
        id: PlanId::new(now, tx.rng()),
        version: 1,
        name: new.name.into_string(),
        sort_name: String::new(),
        unit_id: unit.as_ref().map(|(id, _)| *id),
        title: new.job.title.into_string(),
        description: new.job.description.into_string(),
        type_id: new.job.type_id,
        priority: new.job.priority,
        rule: new.rule.into_string(),
        first_date: new.first_date.to_string(),
        zone: new.zone.as_str().to_owned(),
        days_before: new.window.days_before,
        days_after: new.window.days_after,
        lead_days: new.lead_days,
        basis: new.basis,
        state: PlanState::Active,
        state_reason: None,
        state_since: now,
        from_date: String::new(),
        created_by: tx.actor().member(),
        created_at: now,
        updated_at: now,
    };
    row.timing()?;
    let today = row.today(now);
    row.from_date = today.to_string();
    rows::insert(tx, &mut row)?;
    let (_, on) = targets::now_about(tx, row.id, &new.on, today)?;
    Ok((row.id, created(&row, &on)))
}

fn created(row: &PlanRow, on: &[TargetId]) -> Event {
    let event = Event::new(&CREATED, Subject::new("maintenance_plan", row.id))
        .label(row.name.as_str())
        .first("name", &row.name)
        .first("on", &on)
        .first("job.title", &row.title)
        .first("job.description", &Some(&row.description).filter(|text| !text.is_empty()))
        .first("job.type_id", &row.type_id)
        .first("job.priority", &row.priority)
        .first("rule", &row.rule)
        .first("first_date", &row.first_date)
        .first("zone", &row.zone)
        .first("window.days_before", &row.days_before)
        .first("window.days_after", &row.days_after)
        .first("basis", &row.basis)
        .first("lead_days", &row.lead_days)
        .first("unit_id", &row.unit_id);
    touching(event, on)
}

/// Assets and sites show it in their timelines too.
pub(super) fn touching(event: Event, on: &[TargetId]) -> Event {
    on.iter().fold(event, |event, target| event.touching(target.subject()))
}

/// A plan is about something.
pub(super) fn check_targets(on: &[TargetId]) -> Result<()> {
    if on.is_empty() { Err(Error::field("on", "missing", "say which assets or sites it is about")) } else { Ok(()) }
}

/// A type that is named must be there.
pub(super) fn check_job(tx: &mut Tx<'_>, job: &PlannedJob) -> Result<()> {
    let Some(id) = job.type_id else { return Ok(()) };
    let found = job_types::rows::find(tx, id);
    found.map(drop).map_err(|_| Error::field("job.type_id", "unknown", "there is no such type of jobs"))
}
