//! The saved views one sees.

use super::rows;
use super::wire::{View, ViewQuery, Views};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// List saved views: one's own and the shared ones.
#[utoipa::path(get, path = "/views", operation_id = "listViews", tag = "Views", params(ViewQuery),
    responses((status = 200, body = Views, description = "The views")))]
pub async fn list_views(cx: Cx<permit::ViewsRead>, Query(query): Query<ViewQuery>) -> Answer<Json<Views>> {
    let member = cx.member();
    let found = cx.read(move |tx| rows::seen_by(tx, member, query.list)).await?;
    Ok(Json(Views { items: found.into_iter().map(|row| View::of(row, member)).collect() }))
}
