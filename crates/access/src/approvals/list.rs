//! What waits for a second person.

use super::rows;
use super::wire::{ApprovalQuery, Approvals};
use crate::cx::Cx;
use crate::edge::{Answer, Query};
use crate::permission::all::ApprovalsDecide;
use axum::Json;

/// List what waits for a second person, and what was decided.
#[utoipa::path(get, path = "/approvals", operation_id = "listApprovals", tag = "Approvals", params(ApprovalQuery),
    responses((status = 200, body = Approvals, description = "The approvals")))]
pub async fn list_approvals(cx: Cx<ApprovalsDecide>, Query(query): Query<ApprovalQuery>) -> Answer<Json<Approvals>> {
    Ok(Json(Approvals { items: cx.read(move |tx| rows::list(tx, query.state)).await? }))
}
