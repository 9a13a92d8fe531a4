//! Attendance on the wire.

use super::rows::{self, EventRow};
use super::rules::{self, AttendanceKind, AttendanceWay, Standing};
use super::{AttendanceId, SessionId};
use crate::records::rows::{self as records, HoursRow};
use crate::records::rules::told;
use crate::records::{HoursId, HoursState};
use access::links::{MemberLink, names_of_members};
use kernel::{Error, Line, MemberId, Result, Text, Timestamp};
use roster::assignments::{AssignmentId, AssignmentRow, AssignmentState};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;

/// Who was there, and what was said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Attendance {
    /// The assignment.
    pub assignment_id: AssignmentId,
    /// Whose it is.
    pub member: MemberLink,
    /// What it is.
    #[schema(example = "Carnival · Saturday night")]
    pub title: String,
    /// As planned: from when.
    pub start: Timestamp,
    /// As planned: until when.
    pub end: Timestamp,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// Since when the member is there, while they are.
    pub on_since: Option<Timestamp>,
    /// From when to when they were there.
    pub spans: Vec<AttendanceSpan>,
    /// How many minutes that is.
    #[schema(example = 450)]
    pub minutes: i64,
    /// The hours that follow from it.
    pub hours: Option<AttendanceHours>,
    /// Everything that was said, as it was heard; what was corrected too.
    pub events: Vec<AttendanceEvent>,
}

/// A stretch of being there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AttendanceSpan {
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
}

/// The hours that follow from attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AttendanceHours {
    /// Id.
    pub id: HoursId,
    /// How far they have been agreed. From approved on, what is said about attendance changes them no more.
    pub state: HoursState,
    /// How many, for people.
    #[schema(example = "7:30")]
    pub hours: String,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AttendanceEvent {
    /// Id.
    pub id: AttendanceId,
    /// What.
    pub kind: AttendanceKind,
    /// For when, by the device or the person who said it.
    pub at: Timestamp,
    /// When the server heard it.
    pub noted_at: Timestamp,
    /// By which way.
    pub way: AttendanceWay,
    /// On which device, where that was told.
    pub device: Option<String>,
    /// Why it was late or put right.
    pub reason: Option<String>,
    /// In whose place it stands.
    pub corrects: Option<AttendanceId>,
    /// Who said it.
    pub noted_by: Option<MemberId>,
}

impl From<EventRow> for AttendanceEvent {
    fn from(row: EventRow) -> Self {
        let EventRow { id, kind, at, noted_at, way, device, reason, corrects, noted_by, .. } = row;
        Self { id, kind, at, noted_at, way, device, reason, corrects, noted_by }
    }
}

impl Attendance {
    /// Of an assignment.
    pub(super) fn of(tx: &mut Tx<'_>, row: &AssignmentRow) -> Result<Self> {
        Self::all(tx, std::slice::from_ref(row))?.pop().ok_or_else(|| Error::internal("attendance was not told"))
    }

    /// Of several assignments, in the same order; each thing is asked once for all of them.
    pub(super) fn all(tx: &mut Tx<'_>, rows: &[AssignmentRow]) -> Result<Vec<Self>> {
        let ids: Vec<AssignmentId> = rows.iter().map(|row| row.id).collect();
        let names = names_of_members(tx, rows.iter().map(|row| row.member_id))?;
        let (mut said, mut hours) = (rows::of_assignments(tx, &ids)?, records::of_assignments(tx, &ids)?);
        let one = |row: &AssignmentRow| {
            let name = names.get(&row.member_id).cloned().unwrap_or_default();
            Self::told(row, name, said.remove(&row.id).unwrap_or_default(), hours.remove(&row.id))
        };
        rows.iter().map(one).collect()
    }

    fn told(row: &AssignmentRow, name: String, said: Vec<EventRow>, hours: Option<HoursRow>) -> Result<Self> {
        let (spans, standing) = rules::standing(&said.iter().map(EventRow::said).collect::<Vec<_>>())?;
        Ok(Self {
            assignment_id: row.id,
            member: MemberLink { id: row.member_id, name },
            title: row.title.clone(),
            start: row.start_at,
            end: row.end_at,
            zone: row.zone.clone(),
            state: row.state,
            on_since: if let Standing::On(since) = standing { Some(since) } else { None },
            minutes: spans.iter().map(kernel::Span::millis).sum::<i64>() / 60_000,
            spans: spans.iter().map(|span| AttendanceSpan { start: span.start(), end: span.end() }).collect(),
            hours: hours.map(|row| AttendanceHours { id: row.id, state: row.state, hours: told(row.minutes) }),
            events: said.into_iter().map(Into::into).collect(),
        })
    }
}

/// Booking on or off.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttendance {
    /// Which of the two.
    pub kind: OnOff,
    /// For when, by your device's clock.
    pub at: Timestamp,
    /// Which device.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80, example = "Phone")]
    pub device: Option<Line<80>>,
    /// Why it is said late, which is more than five minutes after, or put right.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "Had no network")]
    pub late_reason: Option<Text<500>>,
    /// What you said before that this is to stand for.
    #[serde(default)]
    pub corrects: Option<AttendanceId>,
}

kernel::word! {
    /// On or off.
    OnOff {
        /// Begins.
        On = "on",
        /// Stops.
        Off = "off",
    }
}

impl OnOff {
    pub(super) fn kind(self) -> AttendanceKind {
        match self {
            Self::On => AttendanceKind::On,
            Self::Off => AttendanceKind::Off,
        }
    }
}

/// Everybody's attendance at a session, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionAttendance {
    /// At most as many as there are places.
    pub items: Vec<Attendance>,
}

/// A list of who was there.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TickList {
    /// One for each of those about whom there is something to say; at most 500.
    pub marks: Vec<AttendanceMark>,
}

/// What is said about one person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceMark {
    /// Whose.
    pub assignment_id: AssignmentId,
    /// When they came; stands for what was said before.
    #[serde(default)]
    pub on: Option<Timestamp>,
    /// When they left; stands for what was said before.
    #[serde(default)]
    pub off: Option<Timestamp>,
    /// Whether they did not come at all.
    #[serde(default)]
    pub absent: bool,
}

/// The code that is shown now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttendanceCode {
    /// The session.
    pub session_id: SessionId,
    /// Six digits. Whoever has a place at the session books on or off with it.
    #[schema(example = "314159")]
    pub code: String,
    /// From when on another is shown; this one is good for a minute longer.
    pub until: Timestamp,
}

/// A code that was read from where it is shown.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenCode {
    /// Six digits.
    #[schema(value_type = String, max_length = 10, example = "314159")]
    pub code: Line<10>,
    /// Which device.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80, example = "Phone")]
    pub device: Option<Line<80>>,
}
