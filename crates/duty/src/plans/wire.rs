//! Plans on the wire.

use crate::events::wire::EventView;
use calendar::programme::{Odd, Programme, Refusal, Remark};
use kernel::{Line, UnitId, Zone, word};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

word! {
    /// Which form a file has.
    #[schema(as = PlanningFormat)]
    Format {
        /// A JSON list of shifts: start, end, venue, title, role, min_needed, max_needed, signed_up.
        EmfShifts = "emf_shifts",
        /// A conference's programme as frab and pentabarf write it, in XML.
        FrabXml = "frab_xml",
        /// The same in JSON.
        FrabJson = "frab_json",
        /// Volunteers' tasks in XML, their days counted from the first.
        FosdemTasks = "fosdem_tasks",
        /// An iCalendar file.
        Ics = "ics",
        /// Members and what they can do, as CSV: name, email, number, competencies such as `First aid = Advanced until 2027-05-01; Boat driver`.
        MembersCsv = "members_csv",
    }
}

/// A plan to be brought in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// Which form the file has.
    pub format: Format,
    /// The file itself, as text; at most about a megabyte.
    #[schema(
        example = "[{\"start\": \"2026-12-05 20:00:00\", \"end\": \"2026-12-06 02:00:00\", \"venue\": \"North gate\", \"role\": \"Steward\", \"min_needed\": 1, \"max_needed\": 3, \"signed_up\": 2}]"
    )]
    pub text: String,
    /// What the event is called; as the file says, unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120, example = "Winter fair")]
    pub name: Option<Line<120>>,
    /// Where its clocks hang, unless the file says so; the organisation's, unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Europe/London")]
    pub zone: Option<Zone>,
    /// The first day, for a file that counts days.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date", example = "2027-02-06")]
    pub first_day: Option<jiff::civil::Date>,
    /// Which unit looks after it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Make another event of it, whatever of it is here already.
    #[serde(default)]
    pub anew: bool,
    /// Only tell what would come of it.
    #[serde(default)]
    pub dry_run: bool,
}

/// What came of a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanningReport)]
pub struct PlanReport {
    /// The event: a draft, or the one that the rest of the plan is in. None where it was only looked at and nothing of it is here.
    pub event: Option<EventView>,
    /// Rows in the file.
    pub rows: u64,
    /// Sessions made of them.
    pub sessions: u64,
    /// Sessions that are here already, and stay as they are.
    pub sessions_kept: u64,
    /// What these need: so many kinds of people.
    pub requirements: u64,
    /// Places, at most.
    pub places: u64,
    /// How many signed up there, by the file. It names nobody who could be booked here.
    pub signed_up: u64,
    /// The minutes they signed up for.
    pub signed_up_minutes: i64,
    /// Members whose row was taken, of a file of members.
    pub members: u64,
    /// Certificates recorded for them.
    pub certificates: u64,
    /// Certificates that they have already, which were left as they are.
    pub certificates_kept: u64,
    /// Rows that were not taken; the first thousand.
    pub refusals: Vec<RowRefusal>,
    /// What is odd about rows that were; the first thousand.
    pub remarks: Vec<RowRemark>,
}

/// A row that was not taken.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RowRefusal {
    /// Which row; of a text file its line.
    pub row: u64,
    /// Which field.
    #[schema(example = "end")]
    pub field: String,
    /// What it says.
    pub value: String,
    /// Why not.
    #[schema(example = "ends before it begins")]
    pub reason: String,
}

/// What is odd about a row.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RowRemark {
    /// Which row.
    pub row: u64,
    /// What kind of oddity.
    #[schema(example = "over_midnight")]
    pub what: String,
    /// In words.
    pub says: String,
}

const MOST_TOLD: usize = 1_000;

impl PlanReport {
    pub(super) fn of(programme: &Programme, kept: usize) -> Self {
        let totals = programme.totals();
        Self {
            event: None,
            rows: number(programme.rows),
            sessions: number(totals.sessions),
            sessions_kept: number(kept),
            requirements: number(totals.needs),
            places: totals.places,
            signed_up: totals.signed_up,
            signed_up_minutes: totals.minutes,
            members: 0,
            certificates: 0,
            certificates_kept: 0,
            refusals: told_refusals(&programme.refusals),
            remarks: told_remarks(&programme.remarks),
        }
    }

    /// Whether all of it is here already, and nothing is left to be done.
    pub(super) fn is_here_already(&self) -> bool {
        self.sessions == 0 && self.sessions_kept > 0
    }
}

pub(super) fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

pub(super) fn told_refusals(refusals: &[Refusal]) -> Vec<RowRefusal> {
    let told = |refusal: &Refusal| RowRefusal {
        row: number(refusal.row),
        field: refusal.field.to_owned(),
        value: refusal.value.clone(),
        reason: refusal.reason.clone(),
    };
    refusals.iter().take(MOST_TOLD).map(told).collect()
}

pub(super) fn told_remarks(remarks: &[Remark]) -> Vec<RowRemark> {
    let told = |remark: &Remark| RowRemark { row: number(remark.row), what: named(remark.what).to_owned(), says: remark.says.clone() };
    remarks.iter().take(MOST_TOLD).map(told).collect()
}

fn named(what: Odd) -> &'static str {
    match what {
        Odd::OverMidnight => "over_midnight",
        Odd::Overbooked => "overbooked",
        Odd::UnderMinimum => "under_minimum",
        Odd::Skipped => "skipped_by_clocks",
        Odd::ShownTwice => "shown_twice",
        Odd::Again => "again",
        Odd::Cut => "cut",
        Odd::Differs => "differs",
        Odd::Unread => "unread",
        Odd::Over => "over",
        Odd::Waits => "waits",
        Odd::Changed => "changed",
    }
}
