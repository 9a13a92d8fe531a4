//! Telling members what happened with their assignments, by the write that does it.
//!
//! Invariant: of what is over nobody is told; what begins soon is to be acknowledged, and what begins very soon goes through quiet hours.

use super::{AssignmentRow, AssignmentState};
use courier::House;
use kernel::{Error, MemberId, Result, Zone};
use notices::{NoticeKind, Occasion, Telling};
use store::{Subject, WriteTx};

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
    let zone = Zone::parse(&row.zone).map_err(Error::internal)?;
    let occasion = Occasion { start: row.start_at, end: row.end_at, zone: &zone, place: &row.place };
    if occasion.is_over(tx.now()) {
        return Ok(());
    }
    let (kind, said) = words(row.state, heard);
    let title = format!("{said}: {}", row.title);
    let members = [member];
    let mut telling = Telling::new(&members, kind, Subject::new("assignment", row.id), title, occasion.facts(reason(heard)));
    telling.acknowledge = kind != NoticeKind::PlaceOffered && occasion.is_soon(tx.now());
    telling.urgent = occasion.is_very_soon(tx.now());
    let telling = match house {
        Some(house) => telling.with_letter(house, PATH),
        None => telling,
    };
    notices::tell(tx, telling).map(drop)
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

fn reason(heard: Heard<'_>) -> Option<&str> {
    match heard {
        Heard::Ended(reason) => reason,
        Heard::VisitTakenBack(reason) => Some(reason),
        Heard::Given | Heard::Moved | Heard::Exchanged | Heard::VisitMoved => None,
    }
}
