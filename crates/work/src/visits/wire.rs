//! Visits on the wire.

use super::allowed::VisitAct;
use super::rows::{Named, VisitRow, called};
use super::rules::{AbortReason, Told, VisitState};
use super::wanted::People;
use super::{ReportId, VisitId, allowed, reports, wanted};
use crate::forms::{self, AskedForm, TemplateId};
use crate::jobs::JobId;
use crate::jobs::rows::label;
use crate::jobs::wire::SiteLink;
use crate::units::UnitLink;
use access::edge::VersionedRow;
use access::links::{MemberLink, names_of_members};
use kernel::{Error, Line, MemberId, Result, Text, Timestamp};
use roster::assignments::{self, AssignmentView, Force};
use roster::requirements::RequirementId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use utoipa::ToSchema;

/// A visit in a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VisitItem {
    /// Its id.
    pub id: VisitId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// How people call it: the job's number, and which of its visits.
    #[schema(example = "J-000123/2")]
    pub number: String,
    /// What it is for.
    pub job: VisitJob,
    /// Where it stands.
    pub state: VisitState,
    /// Why it ended without being done.
    pub ended: Option<VisitEnd>,
    /// From when it is planned. It moves with those who go.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// Where.
    pub site: Option<SiteLink>,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// For those who go.
    pub note: String,
    /// Which visit it carries on, that was broken off or declined.
    pub follows: Option<VisitId>,
    /// What is filled by those who go: `POST /requirements/{id}/assignments`.
    pub requirement_id: RequirementId,
    /// Who goes.
    pub people: Vec<AssignmentView>,
}

/// A visit, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct VisitView {
    /// What lists show too.
    #[serde(flatten)]
    pub item: VisitItem,
    /// Whom it needs.
    pub wanted: People,
    /// What is asked before it is done.
    pub forms: Vec<AskedForm>,
    /// What was told of it, by when it happened.
    pub events: Vec<VisitEvent>,
    /// What its state and your rights allow now.
    pub allowed: Vec<VisitAct>,
}

/// The job of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VisitJob {
    /// Id.
    pub id: JobId,
    /// How people call it.
    #[schema(example = "J-000123")]
    pub number: String,
    /// What it is about.
    #[schema(example = "Pump in the cellar does not run")]
    pub title: String,
}

/// Why a visit ended without being done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VisitEnd {
    /// Why it was broken off.
    pub reason: Option<AbortReason>,
    /// A person's words.
    pub note: Option<String>,
}

/// Something told of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VisitEvent {
    /// Id.
    pub id: ReportId,
    /// What.
    pub kind: Told,
    /// When it happened, by the clock of whoever told it.
    pub at: Timestamp,
    /// When it was heard here.
    pub heard_at: Timestamp,
    /// Who told it.
    pub by: Option<MemberLink>,
    /// Which device, and how many things it had told before.
    pub device: Option<Device>,
    /// Why it was broken off.
    pub reason: Option<AbortReason>,
    /// A person's words.
    pub note: Option<String>,
    /// Whether it brought the visit along. What was heard late fills the past, and moves nothing.
    pub moved: bool,
}

/// A device that tells of visits, and its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitDevice)]
pub struct Device {
    /// What the device calls itself: the same every time.
    #[schema(value_type = String, max_length = 64, example = "phone-7f3a")]
    pub id: Line<64>,
    /// How many things it has told, this one counted. What is sent again under the same number is taken once.
    #[serde(deserialize_with = "count")]
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64)]
    pub counter: i64,
}

fn count<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<i64, D::Error> {
    let counter = i64::deserialize(from)?;
    if (0..=9_007_199_254_740_991).contains(&counter) { Ok(counter) } else { Err(serde::de::Error::custom("must be a count from 0 on")) }
}

/// Something to tell of a visit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// What.
    pub kind: Told,
    /// When it happened, by your clock; now unless you say otherwise.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// Which device tells it, if it keeps what it tells until it is heard.
    #[serde(default)]
    pub device: Option<Device>,
    /// Why it was broken off.
    #[serde(default)]
    pub reason: Option<AbortReason>,
    /// A person's words; needed to decline, and where the reason is `other`.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000)]
    pub note: Option<Text<2_000>>,
}

/// A visit to be planned.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisit {
    /// From when.
    pub start: Timestamp,
    /// Until when; as long as visits of the job's type are, unless you say otherwise.
    #[serde(default)]
    pub end: Option<Timestamp>,
    /// Whom it needs; one person who can do what the job's type asks for, unless you say otherwise.
    #[serde(default)]
    pub people: Option<People>,
    /// For those who go.
    #[serde(default)]
    #[schema(value_type = String, max_length = 2_000)]
    pub note: Text<2_000>,
    /// Which visit of the job it carries on, that was broken off or declined.
    #[serde(default)]
    pub follows: Option<VisitId>,
    /// Forms that are asked besides those of the job's type: at most 20.
    #[serde(default, deserialize_with = "crate::few::at_most::<20, _, _>")]
    #[schema(max_items = 20)]
    pub form_ids: Vec<TemplateId>,
}

/// What changes of a visit; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitChanges {
    /// From when. Those who go move along, and are judged anew.
    #[serde(default)]
    pub start: Option<Timestamp>,
    /// Until when.
    #[serde(default)]
    pub end: Option<Timestamp>,
    /// Whom it needs.
    #[serde(default)]
    pub people: Option<People>,
    /// For those who go.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000)]
    pub note: Option<Text<2_000>>,
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

impl VisitItem {
    /// With those who go.
    pub fn of(tx: &mut Tx<'_>, named: Named) -> Result<Self> {
        Self::all(tx, vec![named])?.pop().ok_or_else(|| Error::internal("a visit was not told"))
    }

    /// Several in the same order, with those who go on each, asked for once for all of them.
    pub fn all(tx: &mut Tx<'_>, found: Vec<Named>) -> Result<Vec<Self>> {
        let going = assignments::of_owners(tx, found.iter().map(|(row, ..)| row.id.as_str()))?;
        let mut people: BTreeMap<String, Vec<AssignmentView>> = BTreeMap::new();
        for one in assignments::told(tx, going.into_iter().filter(|row| row.live).collect())? {
            people.entry(one.owner_id.clone().unwrap_or_default()).or_default().push(one);
        }
        Ok(found
            .into_iter()
            .map(|named| {
                let going = people.remove(named.0.id.as_str()).unwrap_or_default();
                Self::with(named, going)
            })
            .collect())
    }

    fn with(named: Named, people: Vec<AssignmentView>) -> Self {
        let number = called(&named);
        let (row, (job_number, title), (start, end, zone, site_id, unit_id), (site, locality, postcode, site_zone, unit)) = named;
        let ended = ended(&row);
        let VisitRow { id, version, job_id, requirement_id, follows_id: follows, state, note, .. } = row;
        Self {
            id,
            version,
            number,
            job: VisitJob { id: job_id, number: label(job_number), title },
            state,
            ended,
            start,
            end,
            zone,
            site: site_id.zip(site).zip(site_zone).map(|((id, name), time_zone)| SiteLink { id, name, locality, postcode, time_zone }),
            unit: UnitLink::of(unit_id, unit),
            note,
            follows,
            requirement_id,
            people,
        }
    }
}

fn ended(row: &VisitRow) -> Option<VisitEnd> {
    let without = !row.state.is_live() && row.state != VisitState::Done;
    without.then(|| VisitEnd { reason: row.end_reason, note: row.end_note.clone() })
}

impl VisitView {
    /// With everything that was told of it, as far as the asker may act on it.
    pub fn of(tx: &mut Tx<'_>, named: Named) -> Result<Self> {
        let unit = named.2.4;
        let wanted = wanted::of(tx, named.0.requirement_id)?;
        let (told, forms) = (reports::of_visit(tx, named.0.id)?, forms::asked_of(tx, named.0.id)?);
        let names = names_of_members(tx, told.iter().filter_map(|row| row.member_id))?;
        let by = |id: MemberId| MemberLink { id, name: names.get(&id).cloned().unwrap_or_else(|| "Former member".to_owned()) };
        let events = told.into_iter().map(|row| VisitEvent {
            id: row.id,
            kind: row.told,
            at: row.at,
            heard_at: row.heard_at,
            by: row.member_id.map(by),
            device: row.device.and_then(|id| Line::parse(&id).ok()).zip(row.counter).map(|(id, counter)| Device { id, counter }),
            reason: row.reason,
            note: row.note,
            moved: row.moved,
        });
        let events = events.collect();
        let item = VisitItem::of(tx, named)?;
        let allowed = allowed::now(tx, &item, unit);
        Ok(Self { item, wanted, forms, events, allowed })
    }
}

impl VersionedRow for VisitView {
    fn version(&self) -> i64 {
        self.item.version
    }
}
