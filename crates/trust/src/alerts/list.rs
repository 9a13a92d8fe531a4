//! The alerts, latest first.

use super::rows;
use super::wire::{AlertView, Wanted};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List alerts
///
/// What the watch over the log found, the latest first.
#[utoipa::path(get, path = "/alerts", tag = "Alerts", operation_id = "listAlerts", params(Wanted),
    responses((status = 200, description = "A page of alerts.", body = Page<AlertView>)))]
pub async fn list_alerts(cx: Cx<permit::AuditRead>, Query(wanted): Query<Wanted>) -> Answer<Json<Page<AlertView>>> {
    Ok(Json(cx.read(move |tx| rows::page(tx, &wanted)).await?))
}
