//! Why rows were refused, page by page.

use super::ImportId;
use super::rows;
use super::wire::{PageQuery, Refusal};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page};

/// List why rows were refused, in the file's order.
#[utoipa::path(get, path = "/imports/{id}/refusals", operation_id = "listImportRefusals", tag = "Imports",
    params(("id" = ImportId, Path, description = "The import"), PageQuery),
    responses((status = 200, body = Page<Refusal>, description = "A page of reasons")))]
pub async fn list_refusals(
    cx: Cx<permit::ImportsRun>,
    Path(id): Path<ImportId>,
    Query(query): Query<PageQuery>,
) -> Answer<Json<Page<Refusal>>> {
    super::whole(&cx)?;
    let limit = query.limit;
    let not_ours = || Error::field("cursor", "not-acceptable", "is not a cursor of this list");
    let after = query.cursor.map_or(Ok(-1), |cursor| cursor.place::<i64>().ok_or_else(not_ours))?;
    let found = cx
        .read(move |tx| {
            rows::find(tx, id)?;
            rows::problems(tx, id, after, limit.get() + 1)
        })
        .await?;
    Ok(Json(Page::cut(found, limit, |(position, _)| *position).map(|(_, refusal)| refusal)))
}
