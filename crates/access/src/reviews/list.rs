//! The reviews there are.

use super::rows;
use super::wire::Reviews;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::RolesRead;
use axum::Json;

/// List reviews of who holds what.
#[utoipa::path(get, path = "/access-reviews", operation_id = "listAccessReviews", tag = "Access reviews",
    responses((status = 200, body = Reviews, description = "The reviews")))]
pub async fn list_reviews(cx: Cx<RolesRead>) -> Answer<Json<Reviews>> {
    Ok(Json(Reviews { items: cx.read(rows::list).await? }))
}
