//! Changing a plan.

use super::create::{check_job, check_targets, touching};
use super::rows::{self, PlanRow};
use super::rules::PlanState;
use super::show::view;
use super::targets;
use super::wire::{MaintenancePlan, MaintenancePlanChanges};
use super::{PlanId, UPDATED};
use crate::units;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Patch, Result};
use store::{Event, Subject, WriteTx};

/// Change a plan of maintenance, from today on. Jobs that are made stay as they are.
#[utoipa::path(patch, path = "/maintenance-plans/{id}", operation_id = "updateMaintenancePlan", tag = "Maintenance",
    params(("id" = PlanId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = MaintenancePlanChanges,
    responses((status = 200, body = MaintenancePlan, description = "The plan as it stands now")))]
pub async fn update_maintenance_plan(
    cx: Cx<permit::MaintenanceWrite>,
    Path(id): Path<PlanId>,
    if_match: IfMatch,
    Json(changes): Json<MaintenancePlanChanges>,
) -> Answer<Versioned<MaintenancePlan>> {
    let view = cx
        .write(move |mut tx| {
            let named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || view(&mut tx, named.clone()))?;
            let event = change(&mut tx, named.0, changes)?;
            let changed = rows::find(&mut tx, id)?;
            let view = view(&mut tx, changed)?;
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}

fn change(tx: &mut WriteTx<'_>, before: PlanRow, changes: MaintenancePlanChanges) -> Result<Event> {
    if before.state == PlanState::Ended {
        return Err(Error::refused("plan-ended", "a plan that was ended is not changed"));
    }
    let unit = match changes.unit_id {
        Patch::Keep => before.unit_id,
        Patch::Clear => units::moved_to(tx, None)?.map(|(id, _)| id),
        Patch::Set(id) => units::moved_to(tx, Some(id))?.map(|(id, _)| id),
    };
    let mut row = PlanRow { unit_id: unit, ..before.clone() };
    row.name = changes.name.map_or(row.name, Line::into_string);
    row.rule = changes.rule.map_or(row.rule, Line::into_string);
    row.first_date = changes.first_date.map_or(row.first_date, |day| day.to_string());
    row.zone = changes.zone.map_or(row.zone, |zone| zone.as_str().to_owned());
    row.basis = changes.basis.unwrap_or(row.basis);
    row.lead_days = changes.lead_days.unwrap_or(row.lead_days);
    if let Some(window) = changes.window {
        (row.days_before, row.days_after) = (window.days_before, window.days_after);
    }
    if let Some(job) = changes.job {
        check_job(tx, &job)?;
        (row.title, row.description) = (job.title.into_string(), job.description.into_string());
        (row.type_id, row.priority) = (job.type_id, job.priority);
    }
    row.timing()?;
    let today = row.today(tx.now());
    let when = |row: &PlanRow| (row.rule.clone(), row.first_date.clone(), row.basis, row.zone.clone());
    if when(&row) != when(&before) {
        // Another rule does not make up for days that it would have named.
        row.from_date = today.to_string();
    }
    let event = Event::new(&UPDATED, Subject::new("maintenance_plan", row.id)).label(row.name.as_str());
    let event = match changes.on {
        None => event,
        Some(on) => {
            check_targets(&on)?;
            let (was, is) = targets::now_about(tx, row.id, &on, today)?;
            let either: std::collections::BTreeSet<_> = was.iter().chain(&is).copied().collect();
            touching(event.change("on", &was, &is), &either.into_iter().collect::<Vec<_>>())
        }
    };
    rows::save(tx, &mut row)?;
    Ok(event
        .change("name", &before.name, &row.name)
        .change("job.title", &before.title, &row.title)
        .change("job.description", &before.description, &row.description)
        .change("job.type_id", &before.type_id, &row.type_id)
        .change("job.priority", &before.priority, &row.priority)
        .change("rule", &before.rule, &row.rule)
        .change("first_date", &before.first_date, &row.first_date)
        .change("zone", &before.zone, &row.zone)
        .change("window.days_before", &before.days_before, &row.days_before)
        .change("window.days_after", &before.days_after, &row.days_after)
        .change("basis", &before.basis, &row.basis)
        .change("lead_days", &before.lead_days, &row.lead_days)
        .change("unit_id", &before.unit_id, &row.unit_id))
}
