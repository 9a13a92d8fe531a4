//! Saying that one time is not needed.

use super::rows;
use super::rules::{Basis, Outcome, PlanState};
use super::show::{Known, view};
use super::targets::TargetId;
use super::wire::MaintenancePlan;
use super::{PlanId, SKIPPED, history};
use crate::jobs::rows::label;
use access::edge::{Answer, Json, Path, Versioned};
use access::{Cx, permit};
use jiff::civil::Date;
use kernel::{Error, Line, Result};
use serde::Deserialize;
use store::{Event, Subject, WriteTx};
use utoipa::ToSchema;

/// One time that is not needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintenanceSkip {
    /// On which asset or site.
    #[schema(value_type = String, example = "ast_01kam8nbvg8m5ajq1t0x6dzs52")]
    pub target: TargetId,
    /// When it is due.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub due: Date,
    /// Why it is not needed.
    #[schema(value_type = String, max_length = 500, example = "Replaced last week")]
    pub reason: Line<500>,
}

/// Skip one time of a plan of maintenance: it gets no job, and stays on record.
#[utoipa::path(put, path = "/maintenance-plans/{id}/skips", operation_id = "skipMaintenance", tag = "Maintenance",
    params(("id" = PlanId, Path)), request_body = MaintenanceSkip,
    responses((status = 200, body = MaintenancePlan, description = "The plan as it stands now")))]
pub async fn skip_maintenance(
    cx: Cx<permit::MaintenanceWrite>,
    Path(id): Path<PlanId>,
    Json(skip): Json<MaintenanceSkip>,
) -> Answer<Versioned<MaintenancePlan>> {
    let view = cx
        .write(move |mut tx| {
            let event = skip_in(&mut tx, id, skip)?;
            let named = rows::find(&mut tx, id)?;
            let view = view(&mut tx, named)?;
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}

/// Skips one time; gives the event to commit.
pub fn skip_in(tx: &mut WriteTx<'_>, id: PlanId, MaintenanceSkip { target, due, reason }: MaintenanceSkip) -> Result<Event> {
    let (row, _) = rows::find(tx, id)?;
    if row.state == PlanState::Ended {
        return Err(Error::refused("plan-ended", "a plan that was ended has nothing to skip"));
    }
    let (known, today) = (Known::of(tx, [&row].into_iter())?, row.today(tx.now()));
    if let Some(one) = known.occurred(id).find(|one| one.target == target && one.due == due) {
        return Err(match &one.job {
            Some(job) => Error::refused("made-already", format!("its job is {}: cancel that", label(job.number))),
            None => Error::refused("over-already", "it has become nothing already"),
        });
    }
    let unknown = || Error::field("target", "unknown", "the plan is not about that");
    let from = known.targets(id).find(|found| found.id == target && found.sight.is_some()).ok_or_else(unknown)?.from;
    let (timing, past) = (row.timing()?, known.past(id, target, &row.zone()));
    let from = from.max(row.from()?);
    let is_due = match timing.basis() {
        Basis::Plan => !timing.ahead(from, &past, (due, due), today).is_empty(),
        Basis::Completion => timing.next_after(from, &past, today) == Some(due),
    };
    if !is_due || !history::insert(tx, id, target, (&timing, due), (Outcome::Skipped, Some(reason.as_str())))? {
        return Err(Error::field("due", "not-due", "nothing is due on that day"));
    }
    Ok(Event::new(&SKIPPED, Subject::new("maintenance_plan", id))
        .label(row.name.as_str())
        .first("target", &target)
        .first("due", &due)
        .first("reason", &reason.as_str())
        .touching(target.subject()))
}
