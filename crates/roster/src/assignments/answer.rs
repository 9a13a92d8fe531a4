//! A member's answer to what they were offered or given.

use super::wire::{AssignmentView, told_with};
use super::{ANSWERED, AssignmentId, AssignmentRow, AssignmentState, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result, Text, Timestamp};
use serde::Deserialize;
use store::{Committed, Event, Subject, WriteTx};
use utoipa::ToSchema;

/// Yes or no.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberAnswer {
    /// Whether the member will come.
    pub accept: bool,
    /// Why not.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub reason: Option<Text<500>>,
}

/// Answer an assignment
///
/// One's own. An offer is accepted or declined; what was agreed already can be taken back until it begins.
#[utoipa::path(put, path = "/assignments/{id}/answer", tag = "Assignments", operation_id = "answerAssignment",
    params(("id" = AssignmentId, Path), ("If-Match" = String, Header, description = "The version that is answered, as its ETag")),
    request_body = MemberAnswer, responses((status = 200, description = "The assignment as it stands now.", body = AssignmentView)))]
pub async fn answer_assignment(
    cx: Cx<permit::AssignmentsAnswer>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(answer): Json<MemberAnswer>,
) -> Answer<Versioned<AssignmentView>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, answer)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: AssignmentId, if_match: IfMatch, answer: MemberAnswer) -> Result<Committed<AssignmentView>> {
    let mut row = rows::find(&mut tx, id)?;
    let now = told_with(&mut tx, row.clone(), None)?;
    if_match.hold(row.version, || Ok(now))?;
    let before = row.state;
    row.set_state(answered(&row, answer.accept, tx.now())?);
    row.reason = answer.reason.map(Text::into_string).filter(|reason| !reason.is_empty());
    rows::save(&mut tx, &mut row)?;
    let view = told_with(&mut tx, row, None)?;
    let event = Event::new(&ANSWERED, Subject::new("assignment", id))
        .label(view.title.as_str())
        .change("state", &before, &view.state)
        .note(view.reason.clone());
    tx.commit(event, view)
}

fn answered(row: &AssignmentRow, accept: bool, now: Timestamp) -> Result<AssignmentState> {
    if now >= row.start_at {
        return Err(Error::refused("begun", "it has begun; tell whoever plans"));
    }
    match (row.state, accept) {
        (AssignmentState::Offered, true) => Ok(AssignmentState::Confirmed),
        (AssignmentState::Offered, false) => Ok(AssignmentState::Declined),
        (AssignmentState::Confirmed, false) => Ok(AssignmentState::Withdrawn),
        (state, _) => Err(Error::refused("nothing-to-answer", format!("this assignment is {state}"))),
    }
}
