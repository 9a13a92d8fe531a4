//! Assignments on the wire.

use super::rows::AssignmentRow;
use super::{AssignmentId, AssignmentKind, AssignmentState, Seat};
use crate::eligibility::{Finding, Rule, Verdict};
use crate::requirements::{DutyTypeId, RequirementId};
use access::edge::VersionedRow;
use access::links::{MemberLink, UnitLink, names_of_members, names_of_units};
use kernel::{MemberId, Result, SiteId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use utoipa::ToSchema;

/// A member's time, from when to when, at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssignmentView {
    /// Id.
    pub id: AssignmentId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// What the time is taken for.
    pub kind: AssignmentKind,
    /// The requirement it fills, if it fills one.
    pub requirement_id: Option<RequirementId>,
    /// The session or the visit, by `kind`.
    #[schema(example = "esn_01j9zk3v6xe8r9y5m2n4p6q8s0")]
    pub owner_id: Option<String>,
    /// Whose it is.
    pub member: MemberLink,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// What lists call it.
    #[schema(example = "Carnival · Saturday night")]
    pub title: String,
    /// Where.
    #[schema(example = "North gate")]
    pub place: String,
    /// The site, if it is one of the organisation's.
    pub site_id: Option<SiteId>,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// What the time is booked as.
    pub duty_type_id: Option<DutyTypeId>,
    /// A whole place, or a trainee's.
    pub seat: Seat,
    /// Where it stands.
    pub state: AssignmentState,
    /// Why it was declined, withdrawn, released or cancelled, where that was said.
    pub reason: Option<String>,
    /// Whether the time is paid.
    pub paid: bool,
    /// By whom and over which rules, where it was forced.
    pub forced: Option<ForcedView>,
    /// What the rules had to tell when it was placed or moved by this request.
    pub warnings: Vec<Finding>,
}

/// How an assignment was forced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ForcedView {
    /// By whom.
    pub by: Option<MemberLink>,
    /// Why.
    #[schema(example = "Nobody else can drive the boat")]
    pub reason: String,
    /// Over which rules.
    pub rules: Vec<Rule>,
}

impl VersionedRow for AssignmentView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Assignments with the names that go with them, in the same order.
pub fn told(tx: &mut Tx<'_>, rows: Vec<AssignmentRow>) -> Result<Vec<AssignmentView>> {
    let people = names_of_members(tx, rows.iter().flat_map(|row| [Some(row.member_id), row.forced_by]).flatten())?;
    let units = names_of_units(tx, rows.iter().filter_map(|row| row.unit_id))?;
    Ok(rows.into_iter().map(|row| view(row, &people, &units)).collect())
}

/// One assignment as it is told, with what the rules said of it.
pub(super) fn told_with(tx: &mut Tx<'_>, row: AssignmentRow, verdict: Option<Verdict>) -> Result<AssignmentView> {
    let mut view = told(tx, vec![row])?.pop().ok_or_else(|| kernel::Error::internal("an assignment was not told"))?;
    view.warnings = verdict.map(|verdict| verdict.findings).unwrap_or_default();
    Ok(view)
}

fn view(row: AssignmentRow, people: &BTreeMap<MemberId, String>, units: &BTreeMap<UnitId, String>) -> AssignmentView {
    let named = |id: MemberId| MemberLink { id, name: people.get(&id).cloned().unwrap_or_default() };
    let forced = row.forced_reason.map(|reason| ForcedView {
        by: row.forced_by.map(named),
        reason,
        rules: serde_json::from_str(&row.forced_rules).unwrap_or_default(),
    });
    AssignmentView {
        id: row.id,
        version: row.version,
        kind: row.kind,
        requirement_id: row.requirement_id,
        owner_id: row.owner_id,
        member: named(row.member_id),
        start: row.start_at,
        end: row.end_at,
        zone: row.zone,
        title: row.title,
        place: row.place,
        site_id: row.site_id,
        unit: row.unit_id.and_then(|id| UnitLink::of(Some(id), units.get(&id).cloned())),
        duty_type_id: row.duty_type_id,
        seat: row.seat,
        state: row.state,
        reason: row.reason,
        paid: row.paid,
        forced,
        warnings: Vec::new(),
    }
}
