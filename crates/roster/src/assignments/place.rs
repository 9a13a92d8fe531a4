//! Giving somebody a place, and moving it: judged first, whatever asks.

use super::rows::{self, AssignmentRow, LONGEST};
use super::{AssignmentId, AssignmentKind, AssignmentState, Seat};
use crate::eligibility::{self, Place, Rule, Verdict};
use crate::requirements::{self, DutyTypeId, RequirementRow};
use kernel::{Error, MemberId, Result, SiteId, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};
use utoipa::ToSchema;

/// Passing over rules that stand in the way: for those who may, with a reason, and on record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssignmentForce)]
pub struct Force {
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "Nobody else can drive the boat")]
    pub reason: Text<500>,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct NewAssignment {
    pub kind: AssignmentKind,
    pub requirement: Option<RequirementRow>,
    pub owner_id: Option<String>,
    pub member_id: MemberId,
    pub start: Timestamp,
    pub end: Timestamp,
    pub zone: String,
    pub title: String,
    pub place: String,
    pub site_id: Option<SiteId>,
    pub unit_id: Option<UnitId>,
    pub duty_type_id: Option<DutyTypeId>,
    pub seat: Seat,
    pub exclusive: bool,
    pub paid: bool,
    pub state: AssignmentState,
}

impl NewAssignment {
    /// A place of this requirement for a member, agreed.
    pub fn at(row: &RequirementRow, member_id: MemberId, seat: Seat) -> Self {
        Self {
            kind: match row.kind {
                requirements::RequirementKind::Session => AssignmentKind::Session,
                requirements::RequirementKind::Visit => AssignmentKind::Visit,
            },
            requirement: Some(row.clone()),
            owner_id: Some(row.owner_id.clone()),
            member_id,
            start: row.start_at,
            end: row.end_at,
            zone: row.zone.clone(),
            title: row.title.clone(),
            place: row.place.clone(),
            site_id: row.site_id,
            unit_id: row.unit_id,
            duty_type_id: row.duty_type_id,
            seat,
            exclusive: row.exclusive,
            paid: row.paid,
            state: AssignmentState::Confirmed,
        }
    }
}

/// Gives a member a place, if every rule lets it pass; with `force`, over the rules that may be forced. Tells what the rules said.
pub fn place(tx: &mut WriteTx<'_>, new: NewAssignment, force: Option<Force>) -> Result<(AssignmentRow, Verdict)> {
    if let Some(row) = new.requirement.as_ref().filter(|row| !row.live) {
        return Err(Error::refused("not-open", format!("{} is not published, or was cancelled", row.title)));
    }
    check_length(new.start, new.end)?;
    let demands = new.requirement.as_ref().map(|row| requirements::demands(tx, row.id)).transpose()?.unwrap_or_default();
    let place = Place {
        requirement: new.requirement.as_ref().map(|row| row.id),
        start: new.start,
        end: new.end,
        zone: new.zone.clone(),
        unit: new.unit_id,
        demands,
        seat: new.seat,
        exclusive: new.exclusive,
        besides: None,
    };
    let verdict = judged(tx, &place, new.member_id)?;
    let forced = verdict.or_refuse(force.is_some())?;
    let now = tx.now();
    let mut row = AssignmentRow {
        id: AssignmentId::new(now, tx.rng()),
        version: 1,
        kind: new.kind,
        requirement_id: place.requirement,
        owner_id: new.owner_id,
        member_id: new.member_id,
        start_at: new.start,
        end_at: new.end,
        zone: new.zone,
        title: new.title,
        place: new.place,
        site_id: new.site_id,
        unit_id: new.unit_id,
        duty_type_id: new.duty_type_id,
        seat: new.seat,
        exclusive: new.exclusive,
        paid: new.paid,
        beside: false,
        state: new.state,
        live: new.state.is_live(),
        reason: None,
        forced_by: None,
        forced_reason: None,
        forced_rules: "[]".to_owned(),
        created_by: tx.actor().member(),
        created_at: now,
        updated_at: now,
    };
    mark_forced(tx, &mut row, &forced, force)?;
    rows::insert(tx, &row)?;
    Ok((row, verdict))
}

/// Where an assignment is moved to, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Whose it becomes.
    pub member_id: MemberId,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
}

/// Moves an assignment, judged anew for where it comes to stand.
pub fn shift(tx: &mut WriteTx<'_>, row: &mut AssignmentRow, to: Shift, force: Option<Force>) -> Result<Verdict> {
    check_length(to.start, to.end)?;
    let place = Place { start: to.start, end: to.end, ..place_of(tx, row)? };
    let verdict = judged(tx, &place, to.member_id)?;
    let forced = verdict.or_refuse(force.is_some())?;
    (row.member_id, row.start_at, row.end_at) = (to.member_id, to.start, to.end);
    mark_forced(tx, row, &forced, force)?;
    rows::save(tx, row)?;
    Ok(verdict)
}

/// The place that an assignment has, to be judged for somebody or some other time.
pub(super) fn place_of(tx: &mut Tx<'_>, row: &AssignmentRow) -> Result<Place> {
    let demands = row.requirement_id.map(|id| requirements::demands(tx, id)).transpose()?.unwrap_or_default();
    Ok(Place {
        requirement: row.requirement_id,
        start: row.start_at,
        end: row.end_at,
        zone: row.zone.clone(),
        unit: row.unit_id,
        demands,
        seat: row.seat,
        exclusive: row.exclusive,
        besides: Some(row.id),
    })
}

pub(super) fn judged(tx: &mut Tx<'_>, place: &Place, member: MemberId) -> Result<Verdict> {
    let found = eligibility::judge(tx, place, &[member])?.pop();
    found.ok_or_else(|| Error::field("member_id", "unknown", "there is no such member"))
}

/// Whoever forced it is named on the row, with the rules passed over; a clash that was forced stands beside the other.
pub(super) fn mark_forced(tx: &WriteTx<'_>, row: &mut AssignmentRow, rules: &[Rule], force: Option<Force>) -> Result<()> {
    row.beside = rules.contains(&Rule::Clash);
    let Some(force) = force.filter(|_| !rules.is_empty()) else {
        (row.forced_by, row.forced_reason, row.forced_rules) = (None, None, "[]".to_owned());
        return Ok(());
    };
    row.forced_by = tx.actor().member();
    row.forced_reason = Some(force.reason.into_string());
    row.forced_rules = serde_json::to_string(rules).map_err(Error::internal)?;
    Ok(())
}

fn check_length(start: Timestamp, end: Timestamp) -> Result<()> {
    if start >= end {
        return Err(Error::field("end", "not-after-start", "must be after the start"));
    }
    if end.millis() - start.millis() > LONGEST {
        return Err(Error::field("end", "too-long", "an assignment lasts at most 31 days"));
    }
    Ok(())
}
