//! The list of customers as a file.

use super::rows::{self, Counted, Filter, Keys};
use super::wire::CustomerQuery;
use crate::listing::Words;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};

/// Customers read at once.
const PAGE: i64 = 1_000;

const HEADER: &[&str] =
    &["number", "name", "reference", "email", "phone", "notes", "unit", "sites", "open_jobs", "created_at", "updated_at", "id"];

/// Take the list of customers away as a CSV file; filters and order as in the list.
#[utoipa::path(get, path = "/customers/export", operation_id = "exportCustomers", tag = "Customers", params(CustomerQuery),
    responses((status = 200, body = String, content_type = "text/csv", description = "The file")))]
pub async fn export_customers(cx: Cx<permit::ExportsRun>, Query(query): Query<CustomerQuery>) -> Answer<Csv> {
    let CustomerQuery { q, unit, sort, .. } = query;
    let words = q.as_deref().filter(|typed| !typed.trim().is_empty()).map(|typed| Words::parse("q", typed)).transpose()?;
    let next = move |after: Option<Keys>| {
        let (cx, filter) = (cx.clone(), Filter { words: words.clone(), unit });
        async move {
            let found = cx.read(move |tx| rows::list(tx, &filter, sort, after, PAGE)).await?;
            let last = found.last().map(|(row, ..)| Keys::of(row));
            Ok(last.map(|last| (found.into_iter().map(cells).collect(), Some(last))))
        }
    };
    Ok(Csv::streamed("customers.csv", HEADER, None, next)?)
}

fn cells((row, sites, jobs, unit): Counted) -> Vec<String> {
    vec![
        row.number.to_string(),
        row.name,
        row.reference.unwrap_or_default(),
        row.email.unwrap_or_default(),
        row.phone.unwrap_or_default(),
        row.notes,
        unit.unwrap_or_default(),
        sites.to_string(),
        jobs.to_string(),
        row.created_at.to_string(),
        row.updated_at.to_string(),
        row.id.to_string(),
    ]
}
