//! The leave of the organisation.

use super::rows;
use super::wire::{Filter, LeaveView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List leave
///
/// By its start.
#[utoipa::path(get, path = "/leave", tag = "Leave", operation_id = "listLeave", params(Filter),
    responses((status = 200, description = "A page of leave.", body = Page<LeaveView>)))]
pub async fn list_leave(cx: Cx<permit::LeaveRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<LeaveView>>> {
    Ok(Json(cx.read(move |tx| rows::page(tx, &filter)).await?))
}
