//! Suspending a plan.

use super::rows;
use super::rules::PlanState;
use super::show::view;
use super::wire::MaintenancePlan;
use super::{PlanId, SUSPENDED};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line, Result};
use serde::Deserialize;
use store::{Event, Subject, WriteTx};
use utoipa::ToSchema;

/// Why a plan makes no jobs for now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintenanceSuspension {
    /// Why.
    #[schema(value_type = String, max_length = 500, example = "The mill is closed for the winter")]
    pub reason: Line<500>,
}

/// Suspend a plan of maintenance: it makes no jobs until it is resumed. Jobs that are made stay.
#[utoipa::path(put, path = "/maintenance-plans/{id}/suspension", operation_id = "suspendMaintenancePlan", tag = "Maintenance",
    params(("id" = PlanId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = MaintenanceSuspension,
    responses((status = 200, body = MaintenancePlan, description = "The plan as it stands now")))]
pub async fn suspend_maintenance_plan(
    cx: Cx<permit::MaintenanceWrite>,
    Path(id): Path<PlanId>,
    if_match: IfMatch,
    Json(body): Json<MaintenanceSuspension>,
) -> Answer<Versioned<MaintenancePlan>> {
    let view = cx
        .write(move |mut tx| {
            let named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || view(&mut tx, named.clone()))?;
            let event = suspend_in(&mut tx, id, body.reason.into_string())?;
            let named = rows::find(&mut tx, id)?;
            let view = view(&mut tx, named)?;
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}

/// Suspends a plan; gives the event to commit.
pub fn suspend_in(tx: &mut WriteTx<'_>, id: PlanId, reason: String) -> Result<Event> {
    let (mut row, _) = rows::find(tx, id)?;
    if row.state != PlanState::Active {
        return Err(Error::refused("not-active", format!("only an active plan is suspended; this one is {}", row.state)));
    }
    row.set_state(PlanState::Suspended, Some(reason.clone()), tx.now());
    rows::save(tx, &mut row)?;
    Ok(Event::new(&SUSPENDED, Subject::new("maintenance_plan", id))
        .label(row.name.as_str())
        .change("state", &PlanState::Active, &row.state)
        .first("reason", &reason))
}
