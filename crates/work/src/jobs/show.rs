//! One job.

use super::wire::{Asker, JobView};
use super::{JobId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read a job.
#[utoipa::path(get, path = "/jobs/{id}", operation_id = "getJob", tag = "Jobs", params(("id" = JobId, Path)),
    responses((status = 200, body = JobView, description = "The job")))]
pub async fn get_job(cx: Cx<permit::JobsRead>, Path(id): Path<JobId>) -> Answer<Versioned<JobView>> {
    let asker = Asker::of(&cx);
    let view = cx
        .read(move |tx| {
            let named = rows::find(tx, id)?;
            JobView::of(tx, named, &asker)
        })
        .await?;
    Ok(Versioned(view))
}
