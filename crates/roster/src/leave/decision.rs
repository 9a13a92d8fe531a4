//! Deciding on leave.

use super::rules::{self, LeaveState};
use super::wire::{LeaveDecision, LeaveView};
use super::{APPROVED, LeaveId, REFUSED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result, Text, Timestamp};
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
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, decision)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: LeaveId, if_match: IfMatch, decision: LeaveDecision) -> Result<Committed<LeaveView>> {
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
    let event = Event::new(if state == LeaveState::Approved { &APPROVED } else { &REFUSED }, Subject::new("leave", id))
        .label(after.member.name.as_str())
        .change("state", &before.state, &after.state)
        .note(reason)
        .touching(Subject::new("member", after.member.id));
    tx.commit(event, after)
}

fn check_alone(tx: &mut WriteTx<'_>, leave: &LeaveView) -> Result<()> {
    let Some(other) = rows::overlapping(tx, leave.member.id, rules::span(leave.start, leave.end)?)? else { return Ok(()) };
    let told = |at: Timestamp| at.to_string();
    let says = format!("{} is on leave from {} to {} already", leave.member.name, told(other.start()), told(other.end()));
    Err(Error::refused("leave-overlap", says))
}
