//! Proof that a record stands in the log.

use super::wire::{InclusionProof, texts};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use serde::Deserialize;
use store::events;
use utoipa::IntoParams;

/// Which record, in which log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProofQuery {
    /// The record's number.
    #[param(example = 1)]
    seq: u64,
    /// Records in the log, as a checkpoint tells.
    #[param(example = 2)]
    size: u64,
}

/// Prove that a record stands in the log
#[utoipa::path(get, path = "/audit/proof", tag = "Audit", operation_id = "proveAuditInclusion", params(ProofQuery),
    responses((status = 200, description = "The hashes from the leaf to the root.", body = InclusionProof)))]
pub async fn audit_proof(cx: Cx<permit::AuditRead>, Query(ProofQuery { seq, size }): Query<ProofQuery>) -> Answer<Json<InclusionProof>> {
    let hashes = cx.read(move |tx| events::inclusion(tx, seq, size)).await?;
    Ok(Json(InclusionProof { seq, size, hashes: texts(hashes) }))
}
