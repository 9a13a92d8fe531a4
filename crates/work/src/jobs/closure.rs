//! Closing a job whose work is done.

use super::moves::{Move, carry_out};
use super::rules::State;
use super::wire::JobView;
use super::{CLOSED, JobId};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};

/// Close a job whose work is done.
#[utoipa::path(put, path = "/jobs/{id}/closure", operation_id = "closeJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn close_job(cx: Cx<permit::JobsClose>, Path(id): Path<JobId>, if_match: IfMatch) -> Answer<Versioned<JobView>> {
    let act = Move { action: &CLOSED, note: None, rule: |state: State, _| state.close() };
    Ok(carry_out(cx, id, if_match, act).await?)
}
