//! The mappings that come with the program.

use super::mapping::ready;
use super::wire::ReadyMappings;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List the ready mappings.
#[utoipa::path(get, path = "/imports/mappings", operation_id = "listImportMappings", tag = "Imports",
    responses((status = 200, body = ReadyMappings, description = "Every ready mapping")))]
pub async fn list_mappings(_cx: Cx<permit::ImportsRun>) -> Answer<Json<ReadyMappings>> {
    Ok(Json(ReadyMappings { items: ready() }))
}
