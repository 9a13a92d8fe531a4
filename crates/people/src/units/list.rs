//! The units of the organisation.

use super::rows;
use super::wire::Units;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List units
///
/// All of them, closed ones too, in the order of their paths.
#[utoipa::path(get, path = "/units", tag = "Units", operation_id = "listUnits",
    responses((status = 200, description = "The units.", body = Units)))]
pub async fn list_units(cx: Cx<permit::UnitsRead>) -> Answer<Json<Units>> {
    Ok(Json(Units { items: cx.read(rows::all).await? }))
}
