//! Moving an assignment in time, or giving it to somebody else.

use super::create::may_force;
use super::place::{Force, Shift, shift};
use super::telling::{self, Heard, tell_member};
use super::wire::{AssignmentView, told_with};
use super::{AssignmentId, AssignmentRow, CHANGED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, MemberId, Result, Timestamp};
use serde::Deserialize;
use store::{Committed, Event, Subject, WriteTx};
use utoipa::ToSchema;

/// What changes; what is not mentioned stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentChanges {
    /// Whose it becomes.
    #[serde(default)]
    pub member_id: Option<MemberId>,
    /// From when.
    #[serde(default)]
    pub start: Option<Timestamp>,
    /// Until when.
    #[serde(default)]
    pub end: Option<Timestamp>,
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

/// Move an assignment
///
/// In time, or to another member. Judged anew for where it comes to stand; until it is done it stays where it was.
#[utoipa::path(patch, path = "/assignments/{id}", tag = "Assignments", operation_id = "changeAssignment",
    params(("id" = AssignmentId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = AssignmentChanges, responses((status = 200, description = "The assignment as it stands now.", body = AssignmentView)))]
pub async fn change_assignment(
    cx: Cx<permit::AssignmentsWrite>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(changes): Json<AssignmentChanges>,
) -> Answer<Versioned<AssignmentView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, changes)).await?))
}

fn carry_out(
    mut tx: WriteTx<'_>,
    house: &House,
    id: AssignmentId,
    if_match: IfMatch,
    changes: AssignmentChanges,
) -> Result<Committed<AssignmentView>> {
    let mut row = rows::find(&mut tx, id)?;
    let was = row.clone();
    let before = told_with(&mut tx, row.clone(), None)?;
    if_match.hold(row.version, || Ok(before.clone()))?;
    may_force(&tx, changes.force.as_ref())?;
    if !row.state.is_open() {
        return Err(Error::refused("not-open", format!("this assignment is {} and stays as it is", row.state)));
    }
    let to = Shift {
        member_id: changes.member_id.unwrap_or(row.member_id),
        start: changes.start.unwrap_or(row.start_at),
        end: changes.end.unwrap_or(row.end_at),
    };
    let verdict = shift(&mut tx, &mut row, to, changes.force)?;
    tell_of_it(&mut tx, house, &was, &row)?;
    let view = told_with(&mut tx, row, Some(verdict))?;
    let event = Event::new(&CHANGED, Subject::new("assignment", id))
        .label(view.title.as_str())
        .change("member", &before.member.name, &view.member.name)
        .change("start", &before.start, &view.start)
        .change("end", &before.end, &view.end)
        .first("forced", &view.forced.as_ref().map(|forced| &forced.rules))
        .note(view.forced.as_ref().map(|forced| forced.reason.clone()))
        .touching(Subject::new("member", view.member.id));
    tx.commit(event, view)
}

/// Whose it was hears that it is theirs no more, whose it is that they have it; who keeps it, that it is at another time.
fn tell_of_it(tx: &mut WriteTx<'_>, house: &House, was: &AssignmentRow, row: &AssignmentRow) -> Result<()> {
    if was.member_id != row.member_id {
        telling::tell(tx, Some(house), was, was.member_id, Heard::Ended(None))?;
        return tell_member(tx, house, row, Heard::Given);
    }
    if (was.start_at, was.end_at) == (row.start_at, row.end_at) { Ok(()) } else { tell_member(tx, house, row, Heard::Moved) }
}
