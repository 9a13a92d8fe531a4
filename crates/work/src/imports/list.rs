//! The list of imports.

use super::ImportId;
use super::rows;
use super::wire::{ImportView, PageQuery};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Timestamp};

/// List imports, newest first.
#[utoipa::path(get, path = "/imports", operation_id = "listImports", tag = "Imports", params(PageQuery),
    responses((status = 200, body = Page<ImportView>, description = "A page of imports")))]
pub async fn list_imports(cx: Cx<permit::ImportsRun>, Query(query): Query<PageQuery>) -> Answer<Json<Page<ImportView>>> {
    super::whole(&cx)?;
    let limit = query.limit;
    let before = query.cursor.map(|cursor| {
        let place = cursor.place::<(i64, ImportId)>().map(|(at, id)| (Timestamp::clamped(at), id));
        place.ok_or_else(|| Error::field("cursor", "not-acceptable", "is not a cursor of this list"))
    });
    let before = before.transpose()?;
    let found = cx.read(move |tx| rows::list(tx, before, limit.get() + 1)).await?;
    let page = Page::cut(found, limit, |(row, _)| (row.created_at.millis(), row.id));
    Ok(Json(page.map(ImportView::from)))
}
