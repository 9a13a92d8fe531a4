//! Putting a job on hold, and resuming it.

use super::moves::{Move, Note, carry_out, written};
use super::rules::{HoldReason, State};
use super::wire::JobView;
use super::{HELD, JobId, RESUMED};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is waited for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHold {
    /// What is waited for.
    pub reason: HoldReason,
    /// A person's words.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 2_000, example = "Seal ordered, here on Friday")]
    pub note: Option<Note>,
}

/// Put a job on hold.
#[utoipa::path(put, path = "/jobs/{id}/hold", operation_id = "holdJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = NewHold,
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn hold_job(
    cx: Cx<permit::JobsWrite>,
    Path(id): Path<JobId>,
    if_match: IfMatch,
    Json(body): Json<NewHold>,
) -> Answer<Versioned<JobView>> {
    let (reason, note) = (body.reason, written(body.note));
    let kept = note.clone();
    let act = Move { action: &HELD, note, rule: move |state: State, now| state.hold(reason, kept, now) };
    Ok(carry_out(cx, id, if_match, act).await?)
}

/// Resume a job on hold.
#[utoipa::path(delete, path = "/jobs/{id}/hold", operation_id = "resumeJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, body = JobView, description = "The job, back where it stood before the hold")))]
pub async fn resume_job(cx: Cx<permit::JobsWrite>, Path(id): Path<JobId>, if_match: IfMatch) -> Answer<Versioned<JobView>> {
    let act = Move { action: &RESUMED, note: None, rule: |state: State, _| state.resume() };
    Ok(carry_out(cx, id, if_match, act).await?)
}
