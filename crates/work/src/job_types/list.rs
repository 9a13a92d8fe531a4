//! The types that were described.

use super::rows;
use super::wire::DescribedJobTypes;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List the types of jobs that were described, by name.
#[utoipa::path(get, path = "/job-types", operation_id = "listDescribedJobTypes", tag = "Service",
    responses((status = 200, body = DescribedJobTypes, description = "The types")))]
pub async fn list_described_job_types(cx: Cx<permit::OrganisationRead>) -> Answer<Json<DescribedJobTypes>> {
    Ok(Json(DescribedJobTypes { items: cx.read(rows::all).await? }))
}
