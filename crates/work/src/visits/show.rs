//! One visit.

use super::wire::VisitView;
use super::{VisitId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read a visit.
#[utoipa::path(get, path = "/visits/{id}", operation_id = "getVisit", tag = "Visits", params(("id" = VisitId, Path)),
    responses((status = 200, body = VisitView, description = "The visit")))]
pub async fn get_visit(cx: Cx<permit::VisitsRead>, Path(id): Path<VisitId>) -> Answer<Versioned<VisitView>> {
    let view = cx
        .read(move |tx| {
            let named = rows::find(tx, id)?;
            VisitView::of(tx, named)
        })
        .await?;
    Ok(Versioned(view))
}
