//! The list of jobs.

use super::filter::JobQuery;
use super::lists;
use super::wire::JobItem;
use crate::listing;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page, Result};

/// List jobs.
#[utoipa::path(get, path = "/jobs", operation_id = "listJobs", tag = "Jobs", params(JobQuery),
    responses((status = 200, body = Page<JobItem>, description = "A page of jobs")))]
pub async fn list_jobs(cx: Cx<permit::JobsRead>, Query(query): Query<JobQuery>) -> Answer<Json<Page<JobItem>>> {
    let filter = query.filter(&cx.zone())?;
    let after = place(&query)?;
    let page = cx
        .read(move |tx| {
            let found = lists::list(tx, &filter, query.sort, after.as_ref(), query.limit.get() + 1)?;
            let place = |last: &_| listing::Place::new("jobs", &query, query.sort.place(last));
            let now = tx.now();
            Ok(Page::cut(found, query.limit, place).map(|named| JobItem::of(named, now)))
        })
        .await?;
    Ok(Json(page))
}

fn place(query: &JobQuery) -> Result<Option<lists::Place>> {
    let place = listing::Place::<lists::Place>::keys(query.cursor.as_ref(), "jobs", query)?;
    match place {
        Some(place) if !place.fits(query.sort) => Err(Error::field("cursor", "not-acceptable", "is not a place in this list")),
        place => Ok(place),
    }
}
