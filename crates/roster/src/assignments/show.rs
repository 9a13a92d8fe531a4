//! One assignment.

use super::wire::{AssignmentView, told_with};
use super::{AssignmentId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read an assignment
#[utoipa::path(get, path = "/assignments/{id}", tag = "Assignments", operation_id = "getAssignment", params(("id" = AssignmentId, Path)),
    responses((status = 200, description = "The assignment.", body = AssignmentView)))]
pub async fn get_assignment(cx: Cx<permit::AssignmentsRead>, Path(id): Path<AssignmentId>) -> Answer<Versioned<AssignmentView>> {
    let found = cx.read(move |tx| rows::find(tx, id).and_then(|row| told_with(tx, row, None))).await?;
    Ok(Versioned(found))
}
