//! The list of hours as a file.

use super::rows::{self, Keys, Named};
use super::rules::told;
use super::wire::HoursQuery;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};
use kernel::{Error, Timestamp};

/// Hours read at once.
const PAGE: i64 = 1_000;

const HEADER: &[&str] = &[
    "member",
    "member_id",
    "title",
    "place",
    "unit",
    "start",
    "end",
    "zone",
    "first_day",
    "minutes",
    "hours",
    "source",
    "state",
    "confirmed_at",
    "approved_by",
    "approved_at",
    "locked_at",
    "reverses",
    "reversed_by",
    "id",
];

/// Take the list of hours away
///
/// The same as CSV; filters and order as in the list. Needs `hours.read` too.
#[utoipa::path(get, path = "/hours/export", tag = "Hours", operation_id = "exportHours", params(HoursQuery),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)))]
pub async fn export_hours(cx: Cx<permit::ExportsRun>, Query(query): Query<HoursQuery>) -> Answer<Csv> {
    cx.also::<permit::HoursRead>().ok_or(Error::Forbidden { permission: "hours.read" })?;
    let next = move |after: Option<Keys>| {
        let (cx, query) = (cx.clone(), query.clone());
        async move {
            let found = cx.read(move |tx| rows::list(tx, &query, after, PAGE)).await?;
            let last = found.last().map(|(row, ..)| Keys::of(row));
            Ok(last.map(|last| (found.into_iter().map(cells).collect(), Some(last))))
        }
    };
    Ok(Csv::streamed("hours-list.csv", HEADER, None, next)?)
}

fn cells((row, member, unit, approver): Named) -> Vec<String> {
    let at = |when: Option<Timestamp>| when.map(|when| when.to_string()).unwrap_or_default();
    let id = |of: Option<super::HoursId>| of.map(|id| id.to_string()).unwrap_or_default();
    vec![
        member,
        row.member_id.to_string(),
        row.title,
        row.place,
        unit.unwrap_or_default(),
        row.start_at.to_string(),
        row.end_at.to_string(),
        row.zone,
        row.first_day.to_string(),
        row.minutes.to_string(),
        told(row.minutes),
        row.source.to_string(),
        row.state.to_string(),
        at(row.confirmed_at),
        approver.unwrap_or_default(),
        at(row.approved_at),
        at(row.locked_at),
        id(row.reverses),
        id(row.reversed_by),
        row.id.to_string(),
    ]
}
