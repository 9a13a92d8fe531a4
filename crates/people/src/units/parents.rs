//! Where a unit stood.

use super::rows;
use super::wire::UnitParents;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::UnitId;

/// List where a unit stood
///
/// From when to when under which unit, the latest first; planned moves too.
#[utoipa::path(get, path = "/units/{id}/parents", tag = "Units", operation_id = "listUnitParents",
    params(("id" = UnitId, Path, description = "The unit.")),
    responses((status = 200, description = "Its places.", body = UnitParents)))]
pub async fn list_unit_parents(cx: Cx<permit::UnitsRead>, Path(id): Path<UnitId>) -> Answer<Json<UnitParents>> {
    Ok(Json(UnitParents { items: cx.read(move |tx| rows::parents(tx, id)).await? }))
}
