//! What happened to a job.

use super::{JobId, rows};
use crate::listing::Place;
use crate::timeline::{self, TimelineItem};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Cursor, Limit, Page};
use serde::Deserialize;
use store::events::{self, Filter};
use utoipa::IntoParams;

/// Which page of the timeline.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Read what happened to a job, newest first.
#[utoipa::path(get, path = "/jobs/{id}/timeline", operation_id = "jobTimeline", tag = "Jobs",
    params(("id" = JobId, Path), TimelineQuery),
    responses((status = 200, body = Page<TimelineItem>, description = "A page of the timeline")))]
pub async fn job_timeline(
    cx: Cx<permit::TimelinesRead>,
    Path(id): Path<JobId>,
    Query(query): Query<TimelineQuery>,
) -> Answer<Json<Page<TimelineItem>>> {
    let before = Place::<i64>::keys(query.cursor.as_ref(), "timeline", &id)?;
    let items = cx
        .read(move |tx| {
            rows::find(tx, id)?;
            let records = events::list(tx, &Filter { subject: Some(id.to_string()), before, ..Filter::default() }, query.limit)?;
            timeline::items(tx, records)
        })
        .await?;
    Ok(Json(Page::cut(items, query.limit, |last| Place::new("timeline", &id, last.seq))))
}
