//! A report, ready to be printed.

use super::rows;
use super::wire::{HoursReport, ReportQuery};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// Show a report
///
/// Hours added up by member, unit, duty type, customer, competency or month. It says by which zones' days; heading, note and sums are
/// there for people too, so that it can be printed as it is.
#[utoipa::path(get, path = "/hours/report", tag = "Hours", operation_id = "showHoursReport", params(ReportQuery),
    responses((status = 200, description = "The report.", body = HoursReport)))]
pub async fn show_report(cx: Cx<permit::HoursRead>, Query(query): Query<ReportQuery>) -> Answer<Json<HoursReport>> {
    Ok(Json(cx.read(move |tx| rows::report(tx, &query)).await?))
}
