//! Deciding on leave.

use super::rules::{self, LeaveState};
use super::wire::{LeaveDecision, LeaveView};
use super::{APPROVED, LeaveId, REFUSED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result, Text, Timestamp};
use notices::{NoticeKind, Telling};
use store::{Committed, Event, Subject, WriteTx};

/// Decide on leave
///
/// Approved leave of one member does not overlap. Whoever asked for leave, or is to have it, decides on it only where their right to
/// decide reaches the whole organisation.
#[utoipa::path(put, path = "/leave/{id}/decision", tag = "Leave", operation_id = "decideOnLeave",
    params(("id" = LeaveId, Path, description = "The leave."),
        ("If-Match" = String, Header, description = "The version that is decided on, as its ETag")),
    request_body = LeaveDecision, responses((status = 200, description = "The leave as it is now.", body = LeaveView)))]
pub async fn decide_on_leave(
    cx: Cx<permit::LeaveDecide>,
    Path(id): Path<LeaveId>,
    if_match: IfMatch,
    Json(decision): Json<LeaveDecision>,
) -> Answer<Versioned<LeaveView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, decision)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: LeaveId, if_match: IfMatch, decision: LeaveDecision) -> Result<Committed<LeaveView>> {
    let before = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || Ok(&before))?;
    let asked_by = rows::asked_by(&mut tx, id)?;
    rules::check_decider(tx.actor().member(), before.member.id, asked_by, &tx.reach().clone())?;
    let state = before.state.decide(decision.approve)?;
    if state == LeaveState::Approved {
        check_alone(&mut tx, &before)?;
    }
    let reason = decision.reason.map(Text::into_string).filter(|reason| !reason.is_empty());
    rows::decide(&mut tx, id, state, reason.as_deref())?;
    let after = rows::find(&mut tx, id)?;
    tell(&mut tx, house, &after)?;
    let event = Event::new(if state == LeaveState::Approved { &APPROVED } else { &REFUSED }, Subject::new("leave", id))
        .label(after.member.name.as_str())
        .change("state", &before.state, &after.state)
        .note(reason)
        .touching(Subject::new("member", after.member.id));
    tx.commit(event, after)
}

/// Whoever is to have it hears what became of it.
fn tell(tx: &mut WriteTx<'_>, house: &House, leave: &LeaveView) -> Result<()> {
    let rules = house.zone.rules();
    let said = if leave.state == LeaveState::Approved { "approved" } else { "refused" };
    let title = format!("Your leave was {said}");
    let mut lines = vec![format!("From {}", leave.start.told_in(&rules)), format!("Until {}", leave.end.told_in(&rules))];
    lines.extend(leave.reason.as_ref().map(|reason| format!("Reason: {reason}")));
    let text = lines.join("\n");
    let members = [leave.member.id];
    let telling = Telling::new(&members, NoticeKind::Leave, Subject::new("leave", leave.id), title, text);
    notices::tell(tx, telling.with_letter(house, "/my-work/leave")).map(drop)
}

fn check_alone(tx: &mut WriteTx<'_>, leave: &LeaveView) -> Result<()> {
    let Some(other) = rows::overlapping(tx, leave.member.id, rules::span(leave.start, leave.end)?)? else { return Ok(()) };
    let told = |at: Timestamp| at.to_string();
    let says = format!("{} is on leave from {} to {} already", leave.member.name, told(other.start()), told(other.end()));
    Err(Error::refused("leave-overlap", says))
}
