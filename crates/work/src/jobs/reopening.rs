//! Opening a finished or cancelled job again.

use super::moves::{Move, carry_out};
use super::rules::State;
use super::wire::JobView;
use super::{JobId, REOPENED};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Line;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why there is more to do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// A person's words.
    #[schema(value_type = String, min_length = 1, max_length = 2_000, example = "Leaks again")]
    pub reason: Line<2_000>,
}

/// Open a finished or cancelled job again.
#[utoipa::path(post, path = "/jobs/{id}/reopening", operation_id = "reopenJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Reopening,
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn reopen_job(
    cx: Cx<permit::JobsReopen>,
    Path(id): Path<JobId>,
    if_match: IfMatch,
    Json(body): Json<Reopening>,
) -> Answer<Versioned<JobView>> {
    let act = Move { action: &REOPENED, note: Some(body.reason.into_string()), rule: |state: State, _| state.reopen() };
    Ok(carry_out(cx, id, if_match, act).await?)
}
