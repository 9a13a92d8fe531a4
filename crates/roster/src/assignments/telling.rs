//! Telling members what happened with their assignments, by the write that does it.
//!
//! Invariant: of what is over nobody is told; what begins within two days is to be acknowledged, and what begins within twelve hours
//! goes through quiet hours.

use super::{AssignmentRow, AssignmentState};
use courier::House;
use kernel::{MemberId, Result, Timestamp, Zone};
use notices::{NoticeKind, Telling};
use store::{Subject, Tx, WriteTx};

const HOUR: i64 = 60 * 60 * 1_000;
/// What begins this soon is to be acknowledged.
const SOON: i64 = 48 * HOUR;
/// What begins this soon goes through quiet hours.
const VERY_SOON: i64 = 12 * HOUR;
/// Where a member looks at their assignments.
const PATH: &str = "/my-work";

/// What happened with an assignment, as its member hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard<'a> {
    /// It is theirs, or offered to them.
    Given,
    /// It is at another time or place.
    Moved,
    /// They have it instead of another.
    Exchanged,
    /// It is theirs no more, or will not take place; why, if that was said.
    Ended(Option<&'a str>),
    /// The visit is at another time, and they with it.
    VisitMoved,
    /// The visit will not take place; why.
    VisitTakenBack(&'a str),
}

/// Tells the member whose assignment it is; in the app alone where there is no house to write letters for.
pub fn tell_member<'h>(tx: &mut WriteTx<'_>, house: impl Into<Option<&'h House>>, row: &AssignmentRow, heard: Heard<'_>) -> Result<()> {
    tell(tx, house.into(), row, row.member_id, heard)
}

/// Tells a member of an assignment that may be another's by now.
pub(super) fn tell(tx: &mut WriteTx<'_>, house: Option<&House>, row: &AssignmentRow, member: MemberId, heard: Heard<'_>) -> Result<()> {
    if row.end_at <= tx.now() {
        return Ok(());
    }
    let (kind, said) = words(row.state, heard);
    let title = format!("{said}: {}", row.title);
    let text = facts(row, heard);
    let members = [member];
    let mut telling = Telling::new(&members, kind, Subject::new("assignment", row.id), title, text);
    telling.acknowledge = kind != NoticeKind::PlaceOffered && begins_within(tx, row.start_at, SOON);
    telling.urgent = begins_within(tx, row.start_at, VERY_SOON);
    let telling = match house {
        Some(house) => telling.with_letter(house, PATH),
        None => telling,
    };
    notices::tell(tx, telling).map(drop)
}

fn begins_within(tx: &Tx<'_>, start: Timestamp, millis: i64) -> bool {
    start <= tx.now().plus_millis(millis)
}

fn words(state: AssignmentState, heard: Heard<'_>) -> (NoticeKind, &'static str) {
    match heard {
        Heard::Given if state == AssignmentState::Offered => (NoticeKind::PlaceOffered, "Can you come?"),
        Heard::Given => (NoticeKind::AssignmentGiven, "You have an assignment"),
        Heard::Moved => (NoticeKind::AssignmentChanged, "Changed"),
        Heard::Exchanged => (NoticeKind::AssignmentChanged, "Exchanged: you have this now"),
        Heard::VisitMoved => (NoticeKind::Visit, "The visit is at another time"),
        Heard::VisitTakenBack(_) => (NoticeKind::Visit, "The visit will not take place"),
        Heard::Ended(_) if state == AssignmentState::Cancelled => (NoticeKind::AssignmentEnded, "Cancelled"),
        Heard::Ended(_) => (NoticeKind::AssignmentEnded, "No longer yours"),
    }
}

/// When, where and why, a line each.
fn facts(row: &AssignmentRow, heard: Heard<'_>) -> String {
    let rules = Zone::parse(&row.zone).map_or(jiff::tz::TimeZone::UTC, |zone| zone.rules());
    let mut lines = vec![format!("From {}", row.start_at.told_in(&rules)), format!("Until {}", row.end_at.told_in(&rules))];
    lines.extend(Some(&row.place).filter(|place| !place.is_empty()).cloned());
    if let Heard::Ended(Some(reason)) | Heard::VisitTakenBack(reason) = heard {
        lines.push(format!("Reason: {reason}"));
    }
    lines.join("\n")
}
