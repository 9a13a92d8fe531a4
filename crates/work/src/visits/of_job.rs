//! The visits of a job.

use super::rows;
use super::wire::VisitView;
use crate::jobs::{self, JobId};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::{Page, Result};

/// List the visits of a job, the first first: all of them.
#[utoipa::path(get, path = "/jobs/{id}/visits", operation_id = "listJobVisits", tag = "Visits", params(("id" = JobId, Path)),
    responses((status = 200, body = Page<VisitView>, description = "The visits")))]
pub async fn list_job_visits(cx: Cx<permit::VisitsRead>, Path(id): Path<JobId>) -> Answer<Json<Page<VisitView>>> {
    let items = cx
        .read(move |tx| {
            let found = rows::of_job(tx, id)?;
            if found.is_empty() {
                jobs::rows::find(tx, id)?;
            }
            found.into_iter().map(|named| VisitView::of(tx, named)).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(Json(Page { items, next: None }))
}
