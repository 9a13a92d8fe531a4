//! The list of jobs as a file.

use super::filter::{Filter, JobQuery};
use super::lists::{self, Place};
use super::rows::Named;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};
use kernel::Timestamp;

/// Jobs read at once.
const PAGE: i64 = 1_000;

const HEADER: &[&str] = &[
    "number",
    "type",
    "title",
    "description",
    "priority",
    "status",
    "customer",
    "site",
    "locality",
    "postcode",
    "unit",
    "target_at",
    "overdue",
    "created_at",
    "opened_at",
    "finished_at",
    "closed_at",
    "updated_at",
    "hold_reason",
    "cancel_reason",
    "source_system",
    "source_reference",
    "id",
];

/// Take the list of jobs away as a CSV file; filters and order as in the list.
#[utoipa::path(get, path = "/jobs/export", operation_id = "exportJobs", tag = "Jobs", params(JobQuery),
    responses((status = 200, body = String, content_type = "text/csv", description = "The file")))]
pub async fn export_jobs(cx: Cx<permit::ExportsRun>, Query(query): Query<JobQuery>) -> Answer<Csv> {
    let filter = Filter { with_texts: true, ..query.filter(&cx.zone())? };
    let sort = query.sort;
    let next = move |after: Option<Place>| {
        let (cx, filter) = (cx.clone(), filter.clone());
        async move {
            let rows = cx.read(move |tx| Ok((lists::list(tx, &filter, sort, after.as_ref(), PAGE)?, tx.now()))).await?;
            let (found, now) = rows;
            let last = found.last().map(|last| sort.place(last));
            Ok(last.map(|last| (found.into_iter().map(|named| cells(named, now)).collect(), Some(last))))
        }
    };
    Ok(Csv::streamed("jobs.csv", HEADER, None, next)?)
}

fn cells((row, customer, site, locality, postcode, _, unit): Named, now: Timestamp) -> Vec<String> {
    let at = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    let overdue = row.due_at.is_some_and(|due| due < now);
    vec![
        row.label(),
        row.kind,
        row.title,
        row.description,
        row.priority.as_str().to_owned(),
        row.status.to_string(),
        customer.unwrap_or_default(),
        site.unwrap_or_default(),
        locality.unwrap_or_default(),
        postcode.unwrap_or_default(),
        unit.unwrap_or_default(),
        at(row.target_at),
        overdue.to_string(),
        row.created_at.to_string(),
        at(row.opened_at),
        at(row.finished_at),
        at(row.closed_at),
        row.updated_at.to_string(),
        row.hold_reason.map(|reason| reason.to_string()).unwrap_or_default(),
        row.cancel_reason.map(|reason| reason.to_string()).unwrap_or_default(),
        row.source_system.unwrap_or_default(),
        row.source_reference.unwrap_or_default(),
        row.id.to_string(),
    ]
}
