//! What one was told.

use super::rows;
use super::wire::{Filter, NoticePage};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// List my notices
///
/// The latest first, with the number of those that are not read.
#[utoipa::path(get, path = "/me/notices", tag = "My work", operation_id = "listMyNotices", params(Filter),
    responses((status = 200, description = "A page of my notices.", body = NoticePage)))]
pub async fn list_my_notices(cx: Cx<permit::NoticesUse>, Query(filter): Query<Filter>) -> Answer<Json<NoticePage>> {
    let me = cx.member();
    let page = cx
        .read(move |tx| {
            let page = rows::page(tx, me, &filter)?;
            Ok(NoticePage { items: page.items, next: page.next, unread: rows::unread(tx, me)? })
        })
        .await?;
    Ok(Json(page))
}
