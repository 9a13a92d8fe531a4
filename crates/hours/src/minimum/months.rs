//! The month grid.

use super::grid;
use super::wire::{HoursMonths, MonthsQuery};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// Show months
///
/// Each member's months against the minimum: green is enough, yellow may be enough yet, red was not. Counts what you may see.
#[utoipa::path(get, path = "/hours/months", tag = "Hours", operation_id = "listMonths", params(MonthsQuery),
    responses((status = 200, description = "The year.", body = HoursMonths)))]
pub async fn list_months(cx: Cx<permit::HoursRead>, Query(query): Query<MonthsQuery>) -> Answer<Json<HoursMonths>> {
    let zone = cx.zone();
    Ok(Json(cx.read(move |tx| grid::year(tx, &query, &zone)).await?))
}
