//! The plan that a job was made by, and when its work may be done.

use super::PlanId;
use super::forecast::MaintenancePlanLink;
use super::rules::Basis;
use crate::jobs::JobId;
use crate::listing::{PLAN, Statement};
use diesel::sql_types::{Nullable, Text};
use jiff::civil::Date;
use kernel::{Error, Result, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;

/// Which plan a job was made by, and when its work may be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JobMaintenance {
    /// The plan, if you may see it.
    pub plan: Option<MaintenancePlanLink>,
    /// When the work is due.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub due: Date,
    /// The first day on which it may be done.
    #[schema(value_type = String, format = "date", example = "2026-12-24")]
    pub earliest: Date,
    /// The last day.
    #[schema(value_type = String, format = "date", example = "2027-01-07")]
    pub latest: Date,
}

/// The plan that a job was made by; none of one that somebody made.
pub fn of_job(tx: &mut Tx<'_>, job: JobId) -> Result<Option<JobMaintenance>> {
    let seen = PLAN.seen(tx);
    let mut statement = Statement::<(Text, Text, Text, Nullable<Text>, (Text, Text, Text))>::on(tx.db());
    statement.sql(
        "SELECT plan.id, plan.name, plan.basis, plan.unit_id, o.due, o.earliest, o.latest FROM maintenance_occurrence AS o \
         JOIN maintenance_plan AS plan ON plan.id = o.plan_id WHERE o.job_id = ",
    );
    statement.text(job.as_str());
    let found = statement.load::<(PlanId, String, Basis, Option<UnitId>, (String, String, String))>(tx.db())?.pop();
    let Some((id, name, basis, unit, (due, earliest, latest))) = found else { return Ok(None) };
    let day = |text: String| text.parse::<Date>().map_err(Error::internal);
    let plan = seen.holds(unit, None, None).then_some(MaintenancePlanLink { id, name, basis });
    Ok(Some(JobMaintenance { plan, due: day(due)?, earliest: day(earliest)?, latest: day(latest)? }))
}
