//! The duty types of the organisation.

use super::rows;
use super::wire::DutyTypes;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List duty types
#[utoipa::path(get, path = "/duty-types", tag = "Duty types", operation_id = "listDutyTypes",
    responses((status = 200, description = "The duty types, by name.", body = DutyTypes)))]
pub async fn list_duty_types(cx: Cx<permit::EventsRead>) -> Answer<Json<DutyTypes>> {
    Ok(Json(DutyTypes { items: cx.read(rows::all).await? }))
}
