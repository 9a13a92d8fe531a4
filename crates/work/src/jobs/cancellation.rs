//! Cancelling a job before its work is done.

use super::moves::{Move, Note, carry_out, written};
use super::rules::{CancelReason, State};
use super::wire::JobView;
use super::{CANCELLED, JobId};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it will not be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCancellation {
    /// Why.
    pub reason: CancelReason,
    /// A person's words.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000, example = "Same as J-000119")]
    pub note: Option<Note>,
}

/// Cancel a job.
#[utoipa::path(put, path = "/jobs/{id}/cancellation", operation_id = "cancelJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = NewCancellation,
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn cancel_job(
    cx: Cx<permit::JobsCancel>,
    Path(id): Path<JobId>,
    if_match: IfMatch,
    Json(body): Json<NewCancellation>,
) -> Answer<Versioned<JobView>> {
    let (reason, note) = (body.reason, written(body.note));
    let kept = note.clone();
    let act = Move { action: &CANCELLED, note, rule: move |state: State, now| state.cancel(reason, kept, now) };
    Ok(carry_out(cx, id, if_match, act).await?)
}
