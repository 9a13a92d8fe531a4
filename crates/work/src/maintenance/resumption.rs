//! Resuming a plan: what passed meanwhile is told and put on record, what can still be done in time is made.

use super::rows;
use super::rules::{MOST_DAYS, Outcome, PlanState};
use super::show::{Known, view};
use super::targets::TargetId;
use super::wire::{LeftOut, MaintenancePlan, Why};
use super::{PlanId, RESUMED, history};
use access::edge::{Answer, IfMatch, Path, Versioned, VersionedRow};
use access::{Cx, permit};
use jiff::ToSpan as _;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use store::{Event, Subject, WriteTx};
use utoipa::ToSchema;

/// Most times told one by one.
const MOST_TOLD: usize = 500;

/// A plan that makes jobs again, and what was left out meanwhile.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ResumedMaintenancePlan {
    /// The plan.
    #[serde(flatten)]
    pub plan: MaintenancePlan,
    /// What could be done while the plan was suspended and not any more: it gets no job. The first 500; all of it is in the forecast.
    pub left_out: Vec<LeftOut>,
    /// How many that are in all, in the last 400 days.
    pub left_out_count: usize,
}

impl VersionedRow for ResumedMaintenancePlan {
    fn version(&self) -> i64 {
        self.plan.version
    }
}

/// Resume a suspended plan of maintenance. What passed meanwhile is told and stays on record; what can still be done in time is made.
#[utoipa::path(put, path = "/maintenance-plans/{id}/resumption", operation_id = "resumeMaintenancePlan", tag = "Maintenance",
    params(("id" = PlanId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, body = ResumedMaintenancePlan, description = "The plan as it stands now")))]
pub async fn resume_maintenance_plan(
    cx: Cx<permit::MaintenanceWrite>,
    Path(id): Path<PlanId>,
    if_match: IfMatch,
) -> Answer<Versioned<ResumedMaintenancePlan>> {
    let resumed = cx
        .write(move |mut tx| {
            let named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || view(&mut tx, named.clone()))?;
            let (event, mut left_out) = resume_in(&mut tx, id)?;
            let left_out_count = left_out.len();
            left_out.truncate(MOST_TOLD);
            let named = rows::find(&mut tx, id)?;
            let plan = view(&mut tx, named)?;
            tx.commit(event, ResumedMaintenancePlan { plan, left_out, left_out_count })
        })
        .await?;
    Ok(Versioned(resumed))
}

/// Resumes a plan; gives the event to commit, and what was left out.
pub fn resume_in(tx: &mut WriteTx<'_>, id: PlanId) -> Result<(Event, Vec<LeftOut>)> {
    let (mut row, _) = rows::find(tx, id)?;
    if row.state != PlanState::Suspended {
        return Err(Error::refused("not-suspended", format!("only a suspended plan is resumed; this one is {}", row.state)));
    }
    let (known, now) = (Known::of(tx, [&row].into_iter())?, tx.now());
    let (timing, zone, from, today) = (row.timing()?, row.zone(), row.from()?, row.today(now));
    let before = today.saturating_sub(MOST_DAYS.days());
    let mut left_out = Vec::new();
    let targets: Vec<_> = known.targets(id).map(|target| (target.id, from.max(target.from))).collect();
    for (target, from) in targets {
        left_out.extend(passed(&timing, &known.past(id, target, &zone), from, before, today).map(|due| (target, due)));
    }
    let mut told: Vec<LeftOut> = Vec::with_capacity(left_out.len());
    for (target, due) in left_out {
        if history::insert(tx, id, target, (&timing, due), (Outcome::LeftOut, Some(Why::Suspended.as_str())))? {
            told.push(LeftOut { target, due, why: Why::Suspended });
        }
    }
    let reason = row.state_reason.clone();
    row.set_state(PlanState::Active, None, now);
    row.from_date = today.to_string();
    rows::save(tx, &mut row)?;
    let event = Event::new(&RESUMED, Subject::new("maintenance_plan", id))
        .label(row.name.as_str())
        .change("state", &PlanState::Suspended, &row.state)
        .change("reason", &reason, &None)
        .first("left_out", &told.get(..told.len().min(MOST_TOLD)).filter(|told| !told.is_empty()))
        .first("left_out_count", &Some(told.len()).filter(|count| *count > 0));
    let mut touched: Vec<TargetId> = told.iter().map(|one| one.target).collect();
    touched.dedup();
    Ok((super::create::touching(event, &touched), told))
}

/// Days that were due by plan and can be met no more. By completion nothing passes: the next time waits.
fn passed(
    timing: &super::rules::Timing,
    past: &[super::rules::Past],
    from: jiff::civil::Date,
    before: jiff::civil::Date,
    today: jiff::civil::Date,
) -> impl Iterator<Item = jiff::civil::Date> {
    let days = match timing.basis() {
        super::rules::Basis::Plan => timing.ahead(from, past, (before, today), today),
        super::rules::Basis::Completion => Vec::new(),
    };
    let timing = timing.clone();
    days.into_iter().filter(move |due| timing.window(*due).1 < today)
}
