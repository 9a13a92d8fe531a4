//! The ranks of the organisation.

use super::rows;
use super::wire::Ranks;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List ranks
#[utoipa::path(get, path = "/ranks", tag = "Ranks", operation_id = "listRanks",
    responses((status = 200, description = "The ranks, the most senior first.", body = Ranks)))]
pub async fn list_ranks(cx: Cx<permit::MembersRead>) -> Answer<Json<Ranks>> {
    Ok(Json(Ranks { items: cx.read(rows::all).await? }))
}
