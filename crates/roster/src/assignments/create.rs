//! Giving somebody a place of a requirement.

use super::place::{Force, NewAssignment, place};
use super::telling::{Heard, tell_member};
use super::wire::{AssignmentView, told_with};
use super::{AssignmentState, PLACED, Seat};
use crate::requirements::{self, RequirementId};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use courier::House;
use kernel::{Error, MemberId, Result};
use serde::{Deserialize, Serialize};
use store::{Committed, Event, Subject, Tx, WriteTx};
use utoipa::ToSchema;

/// Who is to take a place.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AssignmentPlacing)]
pub struct Placing {
    /// Whom.
    pub member_id: MemberId,
    /// A whole place, unless said otherwise.
    #[serde(default)]
    pub seat: Option<Seat>,
    /// Ask the member first: the place is kept for them until they answer.
    #[serde(default)]
    pub offer: bool,
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

/// Give a member a place
///
/// Every rule is asked; what stands in the way is told in `findings`.
#[utoipa::path(post, path = "/requirements/{id}/assignments", tag = "Assignments", operation_id = "createAssignment",
    params(("id" = RequirementId, Path, description = "What is to be filled."), OnceHeader), request_body = Placing,
    responses((status = 201, description = "The assignment.", body = AssignmentView)))]
pub async fn create_assignment(
    cx: Cx<permit::AssignmentsWrite>,
    Path(id): Path<RequirementId>,
    once: OnceKey,
    Json(new): Json<Placing>,
) -> Answer<Created<AssignmentView>> {
    let house = cx.house();
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, &house, id, new)).await?;
    let location = format!("/api/v1/assignments/{}", row.id);
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: RequirementId, new: Placing) -> Result<Committed<AssignmentView>> {
    let requirement = requirements::rows::find_reached(&mut tx, id)?;
    may_force(&tx, new.force.as_ref())?;
    let mut wanted = NewAssignment::at(&requirement, new.member_id, new.seat.unwrap_or(Seat::Full));
    if new.offer {
        wanted.state = AssignmentState::Offered;
    }
    let (row, verdict) = place(&mut tx, wanted, new.force)?;
    tell_member(&mut tx, house, &row, Heard::Given)?;
    let view = told_with(&mut tx, row, Some(verdict))?;
    let event = Event::new(&PLACED, Subject::new("assignment", view.id))
        .label(view.title.as_str())
        .first("member", &view.member.name)
        .first("start", &view.start)
        .first("end", &view.end)
        .first("forced", &view.forced.as_ref().map(|forced| &forced.rules))
        .note(view.forced.as_ref().map(|forced| forced.reason.clone()))
        .touching(Subject::new("member", view.member.id));
    tx.commit(event, view)
}

/// Forcing needs its own right.
pub(super) fn may_force(tx: &Tx<'_>, force: Option<&Force>) -> Result<()> {
    match force {
        Some(_) if tx.right("assignments.force").is_none() => Err(Error::Forbidden { permission: "assignments.force" }),
        _ => Ok(()),
    }
}
