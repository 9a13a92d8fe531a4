//! Opening a draft.

use super::moves::{Move, carry_out};
use super::rules::State;
use super::wire::JobView;
use super::{JobId, OPENED};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};

/// Open a draft.
#[utoipa::path(put, path = "/jobs/{id}/opening", operation_id = "openJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn open_job(cx: Cx<permit::JobsWrite>, Path(id): Path<JobId>, if_match: IfMatch) -> Answer<Versioned<JobView>> {
    let act = Move { action: &OPENED, note: None, rule: |state: State, _| state.open() };
    Ok(carry_out(cx, id, if_match, act).await?)
}
