//! Who outside has seen the log only grow.

use super::wire::{WitnessView, Witnesses};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List the log's witnesses
///
/// Somebody else than the operator runs each of them. It signs a head of the log when it is proved that the log only grew since the head
/// it signed before; heads carry its line. Heads are sent within a minute of being signed.
#[utoipa::path(get, path = "/audit/log/witnesses", tag = "Audit", operation_id = "listLogWitnesses",
    responses((status = 200, description = "The witnesses that the operator named.", body = Witnesses)))]
pub async fn log_witnesses(cx: Cx<permit::AuditRead>) -> Answer<Json<Witnesses>> {
    let all = cx.witnesses().await?.into_iter();
    let items =
        all.map(|one| WitnessView { name: one.witness, url: one.url, last_size: one.last_size, last_at: one.last_at, fault: one.fault });
    Ok(Json(Witnesses { items: items.collect() }))
}
