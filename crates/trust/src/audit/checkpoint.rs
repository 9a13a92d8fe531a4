//! The log's word about itself, signed.

use super::wire::CheckpointView;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use kernel::Error;

/// Show the latest checkpoint
///
/// Signed anew if the log has grown, and only after the log was found to contain all that was signed before.
#[utoipa::path(get, path = "/audit/checkpoint", tag = "Audit", operation_id = "showAuditCheckpoint",
    responses((status = 200, description = "The signed head.", body = CheckpointView)))]
pub async fn audit_checkpoint(cx: Cx<permit::AuditRead>) -> Answer<Json<CheckpointView>> {
    let head = cx.signed_head().await?.ok_or(Error::not_found("checkpoint"))?;
    let (size, root, at) = (head.size, head.root.to_base64(), head.at);
    Ok(Json(CheckpointView { note: head.note, size, root, at, verifier_key: cx.verifier_key() }))
}
