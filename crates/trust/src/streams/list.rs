//! Which streams there are, and how they stand.

use super::outbox::log_size;
use super::rows;
use super::wire::{AuditStream, AuditStreams};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List streams of the audit log
#[utoipa::path(get, path = "/audit/streams", operation_id = "listAuditStreams", tag = "Audit",
    responses((status = 200, body = AuditStreams, description = "By name; at most 10.")))]
pub async fn list_streams(cx: Cx<permit::StreamsRead>) -> Answer<Json<AuditStreams>> {
    let whole = cx.also::<permit::StreamsWrite>().is_some();
    let found = cx.read(|tx| Ok((rows::every(tx)?, log_size(tx)?)));
    let (found, size) = found.await?;
    Ok(Json(AuditStreams { items: found.into_iter().map(|row| AuditStream::of(row, size, whole)).collect() }))
}
