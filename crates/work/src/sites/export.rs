//! The list of sites as a file.

use super::rows::{self, Filter, Keys, Named};
use super::wire::SiteQuery;
use crate::listing::Words;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};

/// Sites read at once.
const PAGE: i64 = 1_000;

const HEADER: &[&str] = &[
    "name",
    "customer",
    "unit",
    "address",
    "locality",
    "region",
    "postcode",
    "country",
    "latitude",
    "longitude",
    "time_zone",
    "access_notes",
    "created_at",
    "updated_at",
    "id",
];

/// Take the list of sites away as a CSV file; filters and order as in the list.
#[utoipa::path(get, path = "/sites/export", operation_id = "exportSites", tag = "Sites", params(SiteQuery),
    responses((status = 200, body = String, content_type = "text/csv", description = "The file")))]
pub async fn export_sites(cx: Cx<permit::ExportsRun>, Query(query): Query<SiteQuery>) -> Answer<Csv> {
    let SiteQuery { q, customer, unit, sort, .. } = query;
    let words = q.as_deref().filter(|typed| !typed.trim().is_empty()).map(|typed| Words::parse("q", typed)).transpose()?;
    let next = move |after: Option<Keys>| {
        let (cx, filter) = (cx.clone(), Filter { words: words.clone(), customer, unit });
        async move {
            let found = cx.read(move |tx| rows::list(tx, &filter, sort, after, PAGE)).await?;
            let last = found.last().map(|(row, ..)| Keys::of(row));
            Ok(last.map(|last| (found.into_iter().map(cells).collect(), Some(last))))
        }
    };
    Ok(Csv::streamed("sites.csv", HEADER, None, next)?)
}

fn cells((row, customer, unit): Named) -> Vec<String> {
    let position = row.position();
    vec![
        row.name,
        customer.unwrap_or_default(),
        unit.unwrap_or_default(),
        row.address_lines,
        row.locality.unwrap_or_default(),
        row.region.unwrap_or_default(),
        row.postcode.unwrap_or_default(),
        row.country.unwrap_or_default(),
        position.map(|position| position.latitude.to_string()).unwrap_or_default(),
        position.map(|position| position.longitude.to_string()).unwrap_or_default(),
        row.time_zone,
        row.access_notes,
        row.created_at.to_string(),
        row.updated_at.to_string(),
        row.id.to_string(),
    ]
}
