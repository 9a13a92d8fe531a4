//! How many jobs there are of each status.

use super::filter::JobQuery;
use super::lists;
use super::tally::Tally;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// Count jobs by status; filters as in the list, `status` apart.
#[utoipa::path(get, path = "/jobs/counts", operation_id = "countJobs", tag = "Jobs", params(JobQuery),
    responses((status = 200, body = Tally, description = "The counts")))]
pub async fn count_jobs(cx: Cx<permit::JobsRead>, Query(query): Query<JobQuery>) -> Answer<Json<Tally>> {
    let filter = query.filter(&cx.zone())?.of_any_status();
    Ok(Json(cx.read(move |tx| lists::count(tx, &filter)).await?))
}
