//! Plans of maintenance on the wire.

use super::PlanId;
use super::rules::{Basis, PlanState};
use super::targets::TargetId;
use crate::assets::AssetLink;
use crate::job_types::JobTypeId;
use crate::jobs::rules::Status;
use crate::jobs::wire::SiteLink;
use crate::jobs::{JobId, Priority};
use crate::units::UnitLink;
use access::edge::VersionedRow;
use jiff::civil::Date;
use kernel::{Cursor, Limit, Line, Patch, Text, Timestamp, UnitId, Zone};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A plan of maintenance.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MaintenancePlan {
    /// Its id.
    pub id: PlanId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its name.
    #[schema(example = "Pumps, every quarter")]
    pub name: String,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// What it is about, as far as you may see it.
    pub on: Vec<TargetView>,
    /// The job that is made each time.
    pub job: PlannedJob,
    /// By which rule of RFC 5545 it comes again.
    #[schema(example = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")]
    pub rule: String,
    /// The day from which the rule counts.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub first_date: Date,
    /// Where days begin and end.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// Days around the one on which it is due, within which the work may be done.
    pub window: MaintenanceWindow,
    /// What the next time is counted from.
    pub basis: Basis,
    /// So many days before it is due, its job is made.
    pub lead_days: i64,
    /// Where it stands.
    pub state: PlanState,
    /// Why it is suspended, or was ended.
    pub reason: Option<String>,
    /// Since when it stands there.
    pub since: Timestamp,
    /// The next day on which something is due that has no job yet; none while the work before it is to be done first.
    #[schema(value_type = Option<String>, format = "date", example = "2027-03-31")]
    pub next_due: Option<Date>,
    /// When work was last done by it.
    pub last_done: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl VersionedRow for MaintenancePlan {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What a plan is about: an asset, or a site.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = MaintenanceTarget)]
pub struct TargetView {
    /// The id of the asset or of the site.
    #[schema(value_type = String, example = "ast_01kam8nbvg8m5ajq1t0x6dzs52")]
    pub id: TargetId,
    /// The asset, if it is one.
    pub asset: Option<AssetLink>,
    /// The site; where an asset stands.
    pub site: Option<SiteLink>,
    /// Whether the asset is out of use: nothing is made for it.
    pub retired: bool,
}

/// The job that is made each time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedJob {
    /// What it is about, in one line.
    #[schema(value_type = String, max_length = 200, example = "Inspect the pump")]
    pub title: Line<200>,
    /// What is to be done.
    #[serde(default)]
    #[schema(value_type = String, max_length = 20_000)]
    pub description: Text<20_000>,
    /// Its type, of those that were described.
    #[serde(default)]
    pub type_id: Option<JobTypeId>,
    /// How pressing; normal unless you say otherwise.
    #[serde(default = "normal")]
    pub priority: Priority,
}

/// Days around the one on which something is due, within which the work may be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintenanceWindow {
    /// So many days before.
    #[serde(default, deserialize_with = "days")]
    #[schema(minimum = 0, maximum = 366, example = 7)]
    pub days_before: i64,
    /// So many days after.
    #[serde(default, deserialize_with = "days")]
    #[schema(minimum = 0, maximum = 366, example = 7)]
    pub days_after: i64,
}

/// A new plan of maintenance.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMaintenancePlan {
    /// Its name.
    #[schema(value_type = String, max_length = 120, example = "Pumps, every quarter")]
    pub name: Line<120>,
    /// Ids of assets and sites: 1 to 50.
    #[serde(deserialize_with = "crate::few::at_most::<50, _, _>")]
    #[schema(value_type = Vec<String>, max_items = 50, example = json!(["ast_01kam8nbvg8m5ajq1t0x6dzs52"]))]
    pub on: Vec<TargetId>,
    /// The job that is made each time.
    pub job: PlannedJob,
    /// By which rule of RFC 5545 it comes again. Counted from completion it says just how often: `FREQ` and `INTERVAL`.
    #[schema(value_type = String, max_length = 500, example = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1")]
    pub rule: Line<500>,
    /// The day from which the rule counts.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub first_date: Date,
    /// Where days begin and end.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: Zone,
    /// Days around the one on which it is due; none unless you say otherwise.
    #[serde(default)]
    pub window: MaintenanceWindow,
    /// What the next time is counted from: the plan, unless you say otherwise.
    #[serde(default = "by_plan")]
    pub basis: Basis,
    /// So many days before it is due, its job is made: 14 unless you say otherwise.
    #[serde(default = "fortnight", deserialize_with = "days")]
    #[schema(minimum = 0, maximum = 366)]
    pub lead_days: i64,
    /// Which unit looks after it; the one you are posted to, unless you say otherwise.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
}

/// What changes of a plan; what is not mentioned stays. Jobs that are made stay as they are.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaintenancePlanChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// Ids of assets and sites: all of them, 1 to 50.
    #[serde(default, deserialize_with = "crate::few::perhaps_at_most::<50, _, _>")]
    #[schema(value_type = Option<Vec<String>>, max_items = 50)]
    pub on: Option<Vec<TargetId>>,
    /// The job that is made each time: all of it.
    #[serde(default)]
    pub job: Option<PlannedJob>,
    /// By which rule of RFC 5545 it comes again, from today on.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub rule: Option<Line<500>>,
    /// The day from which the rule counts.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date", example = "2026-12-31")]
    pub first_date: Option<Date>,
    /// Where days begin and end.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Europe/London")]
    pub zone: Option<Zone>,
    /// Days around the one on which it is due: all of it.
    #[serde(default)]
    pub window: Option<MaintenanceWindow>,
    /// What the next time is counted from.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// So many days before it is due, its job is made.
    #[serde(default, deserialize_with = "perhaps_days")]
    #[schema(minimum = 0, maximum = 366)]
    pub lead_days: Option<i64>,
    /// Which unit looks after it; null for none.
    #[serde(default)]
    #[schema(value_type = Option<UnitId>)]
    pub unit_id: Patch<UnitId>,
}

/// Which plans.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct MaintenancePlanQuery {
    /// Words in the name.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// Only those about this asset, or about this site and what stands there.
    #[param(value_type = Option<String>, example = "ast_01kam8nbvg8m5ajq1t0x6dzs52")]
    pub target: Option<TargetId>,
    /// Only those that stand so.
    #[param(inline)]
    pub state: Option<PlanState>,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

kernel::word! {
    /// Why something that was due has no job.
    #[schema(as = MaintenanceLeftOutWhy)]
    Why {
        /// The plan was suspended.
        Suspended = "suspended",
        /// The asset is out of use.
        Retired = "retired",
    }
}

/// One time that has no job, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MaintenanceLeftOut)]
pub struct LeftOut {
    /// The asset or the site.
    #[schema(value_type = String, example = "ast_01kam8nbvg8m5ajq1t0x6dzs52")]
    pub target: TargetId,
    /// When it was due.
    #[schema(value_type = String, format = "date", example = "2026-12-31")]
    pub due: Date,
    /// Why it has no job.
    pub why: Why,
}

/// A job, by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MaintenanceJobLink)]
pub struct MadeLink {
    /// Its id.
    pub id: JobId,
    /// How people call it.
    #[schema(example = "J-000123")]
    pub number: String,
    /// Where it stands.
    pub status: Status,
}

fn normal() -> Priority {
    Priority::P3
}

fn by_plan() -> Basis {
    Basis::Plan
}

fn fortnight() -> i64 {
    14
}

fn days<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let days = i64::deserialize(from)?;
    if (0..=366).contains(&days) { Ok(days) } else { Err(serde::de::Error::custom("must be from 0 to 366 days")) }
}

fn perhaps_days<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    days(from).map(Some)
}
