//! Taking an assignment back.

use super::telling::{Heard, tell_member};
use super::wire::{AssignmentView, told_with};
use super::{AssignmentId, AssignmentState, RELEASED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, Result, Text};
use serde::Deserialize;
use store::{Committed, Event, Subject, WriteTx};
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssignmentRelease)]
pub struct Release {
    /// Told to the member.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "Needed at the south gate")]
    pub reason: Text<500>,
}

/// Take an assignment back
#[utoipa::path(put, path = "/assignments/{id}/release", tag = "Assignments", operation_id = "releaseAssignment",
    params(("id" = AssignmentId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Release, responses((status = 200, description = "The assignment as it stands now.", body = AssignmentView)))]
pub async fn release_assignment(
    cx: Cx<permit::AssignmentsWrite>,
    Path(id): Path<AssignmentId>,
    if_match: IfMatch,
    Json(release): Json<Release>,
) -> Answer<Versioned<AssignmentView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, release)).await?))
}

fn carry_out(
    mut tx: WriteTx<'_>,
    house: &House,
    id: AssignmentId,
    if_match: IfMatch,
    release: Release,
) -> Result<Committed<AssignmentView>> {
    let mut row = rows::find(&mut tx, id)?;
    let before = row.state;
    let now = told_with(&mut tx, row.clone(), None)?;
    if_match.hold(row.version, || Ok(now))?;
    if !row.state.is_open() {
        return Err(Error::refused("not-open", format!("this assignment is {} and stays as it is", row.state)));
    }
    row.set_state(AssignmentState::Released);
    row.reason = Some(release.reason.into_string());
    rows::save(&mut tx, &mut row)?;
    tell_member(&mut tx, house, &row, Heard::Ended(row.reason.as_deref()))?;
    let view = told_with(&mut tx, row, None)?;
    let event = Event::new(&RELEASED, Subject::new("assignment", id))
        .label(view.title.as_str())
        .change("state", &before, &view.state)
        .note(view.reason.clone())
        .touching(Subject::new("member", view.member.id));
    tx.commit(event, view)
}
