//! Proof that the log has only grown.

use super::wire::{ConsistencyProof, texts};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Error;
use serde::Deserialize;
use store::events;
use utoipa::IntoParams;

/// Between which two states of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConsistencyQuery {
    /// Records in the earlier log; at least 1.
    #[param(example = 1, minimum = 1)]
    from: u64,
    /// Records in the later log.
    #[param(example = 2)]
    to: u64,
}

/// Prove that the log has only grown
#[utoipa::path(get, path = "/audit/consistency", tag = "Audit", operation_id = "proveAuditConsistency", params(ConsistencyQuery),
    responses((status = 200, description = "The proof's hashes.", body = ConsistencyProof)))]
pub async fn audit_consistency(
    cx: Cx<permit::AuditRead>,
    Query(ConsistencyQuery { from, to }): Query<ConsistencyQuery>,
) -> Answer<Json<ConsistencyProof>> {
    let hashes = cx
        .read(move |tx| {
            let size = events::size(tx)?;
            if to > size {
                return Err(Error::field("to", "out-of-range", format!("the log has {size} records")));
            }
            events::consistency(tx, from, to)
        })
        .await?;
    Ok(Json(ConsistencyProof { from, to, hashes: texts(hashes) }))
}
