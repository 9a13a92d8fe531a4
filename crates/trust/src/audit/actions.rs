//! What the log can be filtered by.

use super::rows;
use super::wire::Actions;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List the actions in the audit log
///
/// Only those that have happened in this organisation.
#[utoipa::path(get, path = "/audit/actions", tag = "Audit", operation_id = "listAuditActions",
    responses((status = 200, description = "Their names.", body = Actions)))]
pub async fn list_audit_actions(cx: Cx<permit::AuditRead>) -> Answer<Json<Actions>> {
    let items = cx.read(rows::actions).await?;
    Ok(Json(Actions { items }))
}
