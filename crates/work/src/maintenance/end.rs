//! Ending a plan.

use super::rows;
use super::rules::PlanState;
use super::show::view;
use super::wire::MaintenancePlan;
use super::{ENDED, PlanId};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Line};
use serde::Deserialize;
use store::{Event, Subject};
use utoipa::ToSchema;

/// Why a plan makes no jobs any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintenanceEnd {
    /// Why, if there is something to say.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "The contract has ended")]
    pub reason: Option<Line<500>>,
}

/// End a plan of maintenance for good. Jobs that are made stay.
#[utoipa::path(put, path = "/maintenance-plans/{id}/end", operation_id = "endMaintenancePlan", tag = "Maintenance",
    params(("id" = PlanId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = MaintenanceEnd,
    responses((status = 200, body = MaintenancePlan, description = "The plan as it stands now")))]
pub async fn end_maintenance_plan(
    cx: Cx<permit::MaintenanceWrite>,
    Path(id): Path<PlanId>,
    if_match: IfMatch,
    Json(body): Json<MaintenanceEnd>,
) -> Answer<Versioned<MaintenancePlan>> {
    let view = cx
        .write(move |mut tx| {
            let (mut row, unit) = rows::find(&mut tx, id)?;
            if_match.hold(row.version, || view(&mut tx, (row.clone(), unit.clone())))?;
            if row.state == PlanState::Ended {
                return Err(Error::refused("plan-ended", "the plan was ended already"));
            }
            let (before, reason) = (row.state, body.reason.map(Line::into_string));
            row.set_state(PlanState::Ended, reason.clone(), tx.now());
            rows::save(&mut tx, &mut row)?;
            let event = Event::new(&ENDED, Subject::new("maintenance_plan", id))
                .label(row.name.as_str())
                .change("state", &before, &row.state)
                .first("reason", &reason);
            let view = view(&mut tx, (row, unit))?;
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}
