//! Removing a saved view.

use super::{REMOVED, ViewId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Remove one of one's own views.
#[utoipa::path(delete, path = "/views/{id}", operation_id = "removeView", tag = "Views", params(("id" = ViewId, Path)),
    responses((status = 204, description = "It is gone")))]
pub async fn remove_view(cx: Cx<permit::ViewsWrite>, Path(id): Path<ViewId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let row = rows::own(&mut tx, member, id)?;
        rows::remove(&mut tx, id)?;
        tx.commit(Event::new(&REMOVED, Subject::new("view", id)).label(row.name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
