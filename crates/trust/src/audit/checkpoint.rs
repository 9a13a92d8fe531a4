//! The log's word about itself, signed.

use super::wire::{CheckpointView, WhichHead};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Error;

/// Show the latest checkpoint
///
/// Signed anew if the log has grown, and only after the log was found to contain all that was signed before. A head that was signed just
/// now no witness has seen yet: ask for the latest that one has.
#[utoipa::path(get, path = "/audit/checkpoint", tag = "Audit", operation_id = "showAuditCheckpoint",
    params(WhichHead),
    responses((status = 200, description = "The signed head.", body = CheckpointView)))]
pub async fn audit_checkpoint(cx: Cx<permit::AuditRead>, Query(which): Query<WhichHead>) -> Answer<Json<CheckpointView>> {
    let head = cx.head(which.witnessed).await?.ok_or(Error::not_found("checkpoint"))?;
    let (size, root, at) = (head.size, head.root.to_base64(), head.at);
    Ok(Json(CheckpointView { note: head.note, size, root, at, verifier_key: cx.verifier_key() }))
}
