//! The forms completed on a visit.

use super::rows;
use super::wire::FormView;
use crate::visits::{self, VisitId};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::{Page, Result};

/// List the forms completed on a visit, corrected ones among them, the first first: all of them.
#[utoipa::path(get, path = "/visits/{id}/forms", operation_id = "listVisitForms", tag = "Forms", params(("id" = VisitId, Path)),
    responses((status = 200, body = Page<FormView>, description = "The forms")))]
pub async fn list_visit_forms(cx: Cx<permit::VisitsRead>, Path(id): Path<VisitId>) -> Answer<Json<Page<FormView>>> {
    let items = cx
        .read(move |tx| {
            visits::rows::find(tx, id)?;
            let found = rows::of_visit(tx, id)?;
            found.into_iter().map(|row| FormView::of(tx, row)).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(Json(Page { items, next: None }))
}
