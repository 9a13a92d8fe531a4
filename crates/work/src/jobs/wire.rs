//! Jobs on the wire.

use super::JobId;
use super::priority::Priority;
use super::rows::{JobRow, Named};
use super::rules::{Act, CancelReason, HoldReason, Status};
use crate::assets::{self, AssetId, AssetLink};
use crate::customers::{CustomerId, CustomerLink};
use crate::maintenance::{self, JobMaintenance};
use crate::service::{self, JobClocks};
use crate::sites::SiteId;
use crate::units::UnitLink;
use access::edge::VersionedRow;
use access::{Cx, Permission, permit};
use kernel::{Line, MemberId, Patch, Reach, Result, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;

/// A job, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct JobView {
    /// What lists show too.
    #[serde(flatten)]
    pub item: JobItem,
    /// What is to be done.
    #[schema(example = "Water stands in the cellar; the pump hums and does not turn.")]
    pub description: String,
    /// What it is about, as far as you may see it.
    pub assets: Vec<AssetLink>,
    /// How it keeps to what was promised; missing where nothing was.
    pub sla: Option<JobClocks>,
    /// The plan of maintenance it was made by, and when its work may be done; missing where somebody made it.
    pub maintenance: Option<JobMaintenance>,
    /// What the job's state and the asker's rights allow now.
    pub allowed: Vec<Act>,
}

/// A job in a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct JobItem {
    /// Its id.
    pub id: JobId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// How people call it.
    #[schema(example = "J-000123")]
    pub number: String,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// What kind of work.
    #[serde(rename = "type")]
    #[schema(example = "Pump repair")]
    pub kind: String,
    /// What it is about, in one line.
    #[schema(example = "Pump in the cellar does not run")]
    pub title: String,
    /// How pressing.
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// What it waits for, when on hold.
    pub hold: Option<HoldView>,
    /// Why it will not be done, when cancelled.
    pub cancellation: Option<CancellationView>,
    /// Who it is for.
    pub customer: Option<CustomerLink>,
    /// Where it is done.
    pub site: Option<SiteLink>,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// When it should be done.
    pub target_at: Option<Timestamp>,
    /// Whether the target has passed and the work is not done.
    pub overdue: bool,
    /// When it was made, here or in the system it came from.
    pub created_at: Timestamp,
    /// When it was first opened.
    pub opened_at: Option<Timestamp>,
    /// When the work was done.
    pub finished_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Where a job was imported from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = JobSource)]
pub struct Source {
    /// The system.
    #[schema(example = "chicago-311")]
    pub system: String,
    /// What it is called there.
    #[schema(example = "15-00012345")]
    pub reference: String,
}

/// What a job on hold waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HoldView {
    /// What is waited for.
    pub reason: HoldReason,
    /// A person's words; left out of lists.
    #[serde(default)]
    pub note: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// The status it goes back to.
    pub from: Status,
}

/// Why a job will not be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CancellationView {
    /// Why.
    pub reason: CancelReason,
    /// A person's words; left out of lists.
    #[serde(default)]
    pub note: Option<String>,
    /// When it was cancelled.
    pub at: Timestamp,
}

/// Where a job is done, in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SiteLink {
    /// Its id.
    pub id: SiteId,
    /// Its name.
    pub name: String,
    /// Town.
    pub locality: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Its time zone.
    pub time_zone: String,
}

impl JobItem {
    /// As lists show it at `now`.
    pub fn of((row, customer_name, site_name, locality, postcode, zone, unit): Named, now: Timestamp) -> Self {
        let (hold, cancellation, unit) = (hold(&row), cancellation(&row), UnitLink::of(row.unit_id, unit));
        Self {
            id: row.id,
            version: row.version,
            number: row.label(),
            source: row.source_system.zip(row.source_reference).map(|(system, reference)| Source { system, reference }),
            kind: row.kind,
            title: row.title,
            priority: row.priority,
            status: row.status,
            hold,
            cancellation,
            customer: row.customer_id.zip(customer_name).map(|(id, name)| CustomerLink { id, name }),
            site: row.site_id.zip(site_name).zip(zone).map(|((id, name), time_zone)| SiteLink { id, name, locality, postcode, time_zone }),
            unit,
            target_at: row.target_at,
            overdue: row.due_at.is_some_and(|due| due < now),
            created_at: row.created_at,
            opened_at: row.opened_at,
            finished_at: row.finished_at,
            closed_at: row.closed_at,
            updated_at: row.updated_at,
        }
    }
}

fn hold(row: &JobRow) -> Option<HoldView> {
    let (reason, since, from) = (row.hold_reason?, row.hold_since?, row.hold_from?);
    Some(HoldView { reason, note: row.hold_note.clone(), since, from })
}

fn cancellation(row: &JobRow) -> Option<CancellationView> {
    Some(CancellationView { reason: row.cancel_reason?, note: row.cancel_note.clone(), at: row.cancelled_at? })
}

impl JobView {
    /// As `asker` sees it now, with what is kept beside it.
    pub fn of(tx: &mut Tx<'_>, mut named: Named, asker: &Asker) -> Result<Self> {
        let (assets, sla) = (assets::about(tx, named.0.id)?, service::clocks_of(tx, named.0.id)?);
        let maintenance = maintenance::of_job(tx, named.0.id)?;
        let description = std::mem::take(&mut named.0.description);
        let allowed = asker.allowed(&named.0);
        Ok(Self { item: JobItem::of(named, tx.now()), description, assets, sla, maintenance, allowed })
    }
}

impl VersionedRow for JobView {
    fn version(&self) -> i64 {
        self.item.version
    }
}

/// How far the rights of the asker reach, for what a screen may offer.
#[derive(Debug, Clone)]
pub struct Asker {
    member: MemberId,
    read: Option<Reach>,
    write: Option<Reach>,
    note: Option<Reach>,
    close: Option<Reach>,
    cancel: Option<Reach>,
    reopen: Option<Reach>,
}

impl Asker {
    /// Of this request.
    pub fn of<P: Permission>(cx: &Cx<P>) -> Self {
        Self {
            member: cx.member(),
            read: cx.reach_of::<permit::JobsRead>(),
            write: cx.reach_of::<permit::JobsWrite>(),
            note: cx.reach_of::<permit::JobsNote>(),
            close: cx.reach_of::<permit::JobsClose>(),
            cancel: cx.reach_of::<permit::JobsCancel>(),
            reopen: cx.reach_of::<permit::JobsReopen>(),
        }
    }

    fn allowed(&self, row: &JobRow) -> Vec<Act> {
        let holds = |reach: &Option<Reach>| {
            reach.as_ref().is_some_and(|reach| reach.holds(Some(self.member), row.unit_id, row.created_by, row.customer_id))
        };
        let reaches = |act: Act| {
            holds(match act {
                Act::Open | Act::Hold | Act::Resume | Act::Complete | Act::Edit => &self.write,
                Act::Close => &self.close,
                Act::Cancel => &self.cancel,
                Act::Reopen => &self.reopen,
                Act::Note => &self.note,
            })
        };
        let seen = holds(&self.read);
        Act::ALL.iter().copied().filter(|act| seen && act.fits(row.status) && reaches(*act)).collect()
    }
}

/// A new job.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    /// What kind of work.
    #[serde(rename = "type")]
    #[schema(value_type = String, max_length = 80, example = "Pump repair")]
    pub kind: Line<80>,
    /// What it is about, in one line.
    #[schema(value_type = String, max_length = 200, example = "Pump in the cellar does not run")]
    pub title: Line<200>,
    /// What is to be done.
    #[serde(default)]
    #[schema(value_type = String, max_length = 20_000)]
    pub description: Text<20_000>,
    /// How pressing.
    pub priority: Priority,
    /// Who it is for.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Where it is done. A site of a customer brings the customer with it.
    #[serde(default)]
    pub site_id: Option<SiteId>,
    /// When it should be done.
    #[serde(default)]
    pub target_at: Option<Timestamp>,
    /// Which unit looks after it; its site's, else its customer's, else the one you are posted to, unless you say otherwise.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// What it is about: at most 50 assets.
    #[serde(default, deserialize_with = "crate::few::at_most::<50, _, _>")]
    #[schema(max_items = 50)]
    pub asset_ids: Vec<AssetId>,
    /// Keep it as a draft.
    #[serde(default)]
    pub draft: bool,
}

/// What changes of a job; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobChanges {
    /// What kind of work.
    #[serde(rename = "type")]
    #[schema(value_type = Option<String>, max_length = 80)]
    #[serde(default)]
    pub kind: Option<Line<80>>,
    /// What it is about.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    pub title: Option<Line<200>>,
    /// What is to be done.
    #[schema(value_type = Option<String>, max_length = 20_000)]
    #[serde(default)]
    pub description: Option<Text<20_000>>,
    /// How pressing.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// Who it is for; null for nobody.
    #[schema(value_type = Option<CustomerId>)]
    #[serde(default)]
    pub customer_id: Patch<CustomerId>,
    /// Where it is done; null for nowhere.
    #[schema(value_type = Option<SiteId>)]
    #[serde(default)]
    pub site_id: Patch<SiteId>,
    /// When it should be done; null for no target.
    #[schema(value_type = Option<Timestamp>)]
    #[serde(default)]
    pub target_at: Patch<Timestamp>,
    /// Which unit looks after it; null for none.
    #[schema(value_type = Option<UnitId>)]
    #[serde(default)]
    pub unit_id: Patch<UnitId>,
    /// What it is about: all of it, at most 50 assets.
    #[serde(default, deserialize_with = "crate::few::perhaps_at_most::<50, _, _>")]
    #[schema(max_items = 50)]
    pub asset_ids: Option<Vec<AssetId>>,
}
