//! Which types of jobs there are.

use super::tally;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The types in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobTypes {
    /// Most used first.
    items: Vec<JobType>,
}

/// A type in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobType {
    /// The type.
    #[serde(rename = "type")]
    #[schema(example = "Pump repair")]
    kind: String,
    /// How many jobs have it.
    jobs: i64,
}

/// List the types of jobs in use, most used first.
#[utoipa::path(get, path = "/jobs/types", operation_id = "listJobTypes", tag = "Jobs",
    responses((status = 200, body = JobTypes, description = "The types")))]
pub async fn list_job_types(cx: Cx<permit::JobsRead>) -> Answer<Json<JobTypes>> {
    let cells = cx.read(tally::cells).await?;
    let mut by_kind: BTreeMap<String, i64> = BTreeMap::new();
    for (_, kind, _, jobs) in cells {
        *by_kind.entry(kind).or_default() += jobs;
    }
    let mut items: Vec<JobType> = by_kind.into_iter().map(|(kind, jobs)| JobType { kind, jobs }).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.jobs));
    Ok(Json(JobTypes { items }))
}
