//! Hours on the wire.

use super::HoursId;
use super::rows::{self, HoursRow, Line, Named, VersionRow};
use super::rules::{HoursAct, HoursSource, HoursState, told};
use crate::Day;
use crate::rates::HoursCategory;
use crate::rates::wire::MoneyAmount;
use access::edge::VersionedRow;
use access::links::{MemberLink, UnitLink};
use kernel::{Cursor, CustomerId, Limit, MemberId, Result, Text, Timestamp, UnitId};
use roster::assignments::AssignmentId;
use roster::requirements::DutyTypeId;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

/// Hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HoursView {
    /// Id.
    pub id: HoursId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Whose they are.
    pub member: MemberLink,
    /// The assignment they follow from, if they do.
    pub assignment_id: Option<AssignmentId>,
    /// The unit in which the member served when they began.
    pub unit: Option<UnitLink>,
    /// What the time is booked as.
    pub duty_type_id: Option<DutyTypeId>,
    /// Who it was for: whose event, job or site it was.
    pub customer_id: Option<CustomerId>,
    /// What they were derived from: booking on and off, the assignment as it was planned where nobody booked on, or a person's hand.
    pub source: HoursSource,
    /// What it was.
    #[schema(example = "Carnival · Saturday night")]
    pub title: String,
    /// Where.
    #[schema(example = "North gate")]
    pub place: String,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place, by which days and nights are told.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// How many minutes; below nothing in an entry that takes others back.
    #[schema(example = 450)]
    pub minutes: i64,
    /// The same for people.
    #[schema(example = "7:30")]
    pub hours: String,
    /// Which of its versions this is, counted from 1.
    pub revision: i64,
    /// How far they have been agreed.
    pub state: HoursState,
    /// When the member confirmed them.
    pub confirmed_at: Option<Timestamp>,
    /// Who approved them.
    pub approved_by: Option<MemberLink>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// When they were locked.
    pub locked_at: Option<Timestamp>,
    /// The hours that this entry takes back.
    pub reverses: Option<HoursId>,
    /// The entry that took these back.
    pub reversed_by: Option<HoursId>,
    /// What you may do with them now.
    pub allowed: Vec<HoursAct>,
}

impl HoursView {
    pub(crate) fn of(tx: &Tx<'_>, (row, member, unit, approver): Named) -> Self {
        let standing = row.standing();
        let confirms = tx.right("hours.confirm").is_some();
        let approves = tx.right("hours.approve").is_some_and(|reach| reach.holds(None, row.unit_id, None, None));
        let allowed = standing.allowed(tx.actor().member(), confirms, approves);
        Self {
            id: row.id,
            version: row.version,
            member: MemberLink { id: row.member_id, name: member },
            assignment_id: row.assignment_id,
            unit: UnitLink::of(row.unit_id, unit),
            duty_type_id: row.duty_type_id,
            customer_id: row.customer_id,
            source: row.source,
            title: row.title,
            place: row.place,
            start: row.start_at,
            end: row.end_at,
            zone: row.zone,
            minutes: row.minutes,
            hours: told(row.minutes),
            revision: row.revision,
            state: row.state,
            confirmed_at: row.confirmed_at,
            approved_by: row.approved_by.zip(approver).map(|(id, name)| MemberLink { id, name }),
            approved_at: row.approved_at,
            locked_at: row.locked_at,
            reverses: row.reverses,
            reversed_by: row.reversed_by,
            allowed,
        }
    }

    /// The hours as they stand now.
    pub(crate) fn now(tx: &mut Tx<'_>, row: &HoursRow) -> Result<Self> {
        let named = rows::named(tx, row.id)?;
        Ok(Self::of(tx, named))
    }
}

impl VersionedRow for HoursView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Hours with their parts and every version they had.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursWhole {
    /// The hours.
    #[serde(flatten)]
    pub hours: HoursView,
    /// By days and categories.
    pub lines: Vec<HoursLineView>,
    /// Every version, the first one first.
    pub versions: Vec<HoursVersionView>,
}

impl VersionedRow for HoursWhole {
    fn version(&self) -> i64 {
        self.hours.version
    }
}

/// A part of hours: of one day and one category.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursLineView {
    /// The day at the place.
    pub day: Day,
    /// What it counts as.
    pub category: HoursCategory,
    /// The unit in which the member served then.
    pub unit_id: Option<UnitId>,
    /// How long.
    #[schema(example = 120)]
    pub minutes: i64,
    /// What an hour was worth that day.
    pub rate: Option<MoneyAmount>,
    /// What it is worth.
    pub amount: Option<MoneyAmount>,
}

impl From<Line> for HoursLineView {
    fn from(line: Line) -> Self {
        let Line { day, category, unit, minutes, rate, amount } = line;
        Self { day, category, unit_id: unit, minutes, rate: rate.map(Into::into), amount: amount.map(Into::into) }
    }
}

/// A version that hours had.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HoursVersionView {
    /// Which, counted from 1.
    pub revision: i64,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// How many minutes.
    pub minutes: i64,
    /// What it was derived from.
    pub source: HoursSource,
    /// Why it was made, where that was said.
    pub reason: Option<String>,
    /// Who made it.
    pub made_by: Option<MemberId>,
    /// When.
    pub made_at: Timestamp,
}

impl From<VersionRow> for HoursVersionView {
    fn from(row: VersionRow) -> Self {
        let VersionRow { revision, start_at, end_at, minutes, source, reason, made_by, made_at, .. } = row;
        Self { revision, start: start_at, end: end_at, minutes, source, reason, made_by, made_at }
    }
}

/// Which hours.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct HoursQuery {
    /// Of this member.
    #[param(value_type = Option<MemberId>)]
    pub member_id: Option<MemberId>,
    /// Served in this unit or one below it.
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
    /// Touching this day or a later one.
    pub from: Option<Day>,
    /// Touching this day or an earlier one.
    pub until: Option<Day>,
    /// Agreed so far.
    pub state: Option<HoursState>,
    /// Booked as this.
    #[param(value_type = Option<DutyTypeId>)]
    pub duty_type_id: Option<DutyTypeId>,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// 1 to 200; 50 unless said otherwise.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Hours written down by hand.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHours {
    /// Whose they are; your own unless said otherwise.
    #[serde(default)]
    pub member_id: Option<MemberId>,
    /// What it was.
    #[schema(value_type = String, max_length = 200, example = "Cleaning the boats")]
    pub title: kernel::Line<200>,
    /// Where.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200, example = "Boat house")]
    pub place: Option<kernel::Line<200>>,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place; the organisation's unless said otherwise.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 64, example = "Europe/London")]
    pub zone: Option<kernel::Zone>,
    /// How many minutes, without breaks; all of them unless said otherwise.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 44_640, example = 420)]
    pub minutes: Option<i64>,
    /// What the time is booked as.
    #[serde(default)]
    pub duty_type_id: Option<DutyTypeId>,
    /// Why they are written down by hand.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "Was not planned")]
    pub reason: Text<500>,
}

/// Hours put right.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursCorrection {
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// How many minutes, without breaks; all of them unless said otherwise.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 44_640, example = 420)]
    pub minutes: Option<i64>,
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "Left an hour early")]
    pub reason: Text<500>,
}

/// Why hours are taken back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursReversal {
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "Counted twice")]
    pub reason: Text<500>,
}

/// Which assignments hours are to be derived from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursDerivation {
    /// Those that began on this day or later, by the organisation's zone.
    pub from: Day,
    /// Those that began on this day or earlier.
    pub until: Day,
    /// Only those of this unit or one below it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
}

/// What was derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoursDerived {
    /// From booking on and off.
    pub from_attendance: i64,
    /// From the assignment as it was planned: nobody booked on.
    pub from_assignment: i64,
    /// Left alone: the member booked on and not off.
    pub still_on: i64,
    /// Left alone: the day is locked.
    pub locked: i64,
    /// Whether there are more than one request takes, 1000: ask again.
    pub more: bool,
}

/// Up to when hours are to be locked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursLock {
    /// The last day that is locked; it has passed.
    pub until: Day,
    /// Only hours served in this unit or one below it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
}

/// What was locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoursLocked {
    /// The last day that is locked.
    pub until: Day,
    /// For which unit, if not for all.
    pub unit_id: Option<UnitId>,
    /// How many records were locked just now.
    pub locked: i64,
    /// How many up to that day are not approved yet and stayed open.
    pub left_open: i64,
}
