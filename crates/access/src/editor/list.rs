//! The roles there are.

use super::rows;
use super::wire::Roles;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::RolesRead;
use axum::Json;

/// List roles: what each grants, and how many hold it.
#[utoipa::path(get, path = "/roles", operation_id = "listRoles", tag = "Roles",
    responses((status = 200, body = Roles, description = "The roles")))]
pub async fn list_roles(cx: Cx<RolesRead>) -> Answer<Json<Roles>> {
    Ok(Json(Roles { items: cx.read(rows::all).await? }))
}
