//! The permissions there are.

use super::wire::{PermissionView, Permissions};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::RolesRead;
use crate::permission::permissions;
use axum::Json;

/// List every permission, with how far a role may grant it.
#[utoipa::path(get, path = "/permissions", operation_id = "listPermissions", tag = "Roles",
    responses((status = 200, body = Permissions, description = "The permissions")))]
pub async fn list_permissions(_: Cx<RolesRead>) -> Answer<Json<Permissions>> {
    Ok(Json(Permissions { items: permissions().iter().map(PermissionView::of).collect() }))
}
