//! What members were told of an assignment, and what they made of it: for whoever plans.

use super::{AssignmentId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Reach;
use notices::receipts::{Receipt, Receipts};
use store::{Subject, Tx};

/// List what members were told of an assignment
///
/// When, and whether they have read and acknowledged it. Whoever sees only their own assignments sees what they were told themself.
#[utoipa::path(get, path = "/assignments/{id}/notices", tag = "Assignments", operation_id = "listAssignmentNotices",
    params(("id" = AssignmentId, Path)), responses((status = 200, description = "The latest first.", body = Receipts)))]
pub async fn list_assignment_notices(cx: Cx<permit::AssignmentsRead>, Path(id): Path<AssignmentId>) -> Answer<Json<Receipts>> {
    let items = cx.read(move |tx| told(tx, id)).await?;
    Ok(Json(Receipts { items }))
}

fn told(tx: &mut Tx<'_>, id: AssignmentId) -> kernel::Result<Vec<Receipt>> {
    let row = rows::find(tx, id)?;
    let mut items = notices::receipts::of(tx, &Subject::new("assignment", id), None)?;
    // Of a place at a session its member may have been told before there was an assignment, or because the session changed.
    if let Some(owner) = &row.owner_id {
        items.extend(notices::receipts::of(tx, &Subject::new(row.kind.subject(), owner), Some(row.member_id))?);
    }
    if *tx.reach() == Reach::Own {
        let me = tx.actor().member();
        items.retain(|one| Some(one.member.id) == me);
    }
    items.sort_by_key(|one| std::cmp::Reverse((one.created_at, one.id)));
    Ok(items)
}
