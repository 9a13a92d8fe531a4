//! Saying that the work is done.

use super::moves::{Move, Note, carry_out, written};
use super::rules::State;
use super::wire::JobView;
use super::{COMPLETED, JobId};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use serde::Deserialize;
use utoipa::ToSchema;

/// What there is to say about the work done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = JobCompletion)]
pub struct Completion {
    /// A person's words.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000, example = "New seal fitted, runs dry now")]
    pub note: Option<Note>,
}

/// Say that the work is done.
#[utoipa::path(put, path = "/jobs/{id}/completion", operation_id = "completeJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Completion,
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn complete_job(
    cx: Cx<permit::JobsWrite>,
    Path(id): Path<JobId>,
    if_match: IfMatch,
    Json(body): Json<Completion>,
) -> Answer<Versioned<JobView>> {
    let act = Move { action: &COMPLETED, note: written(body.note), rule: |state: State, _| state.complete() };
    Ok(carry_out(cx, id, if_match, act).await?)
}
