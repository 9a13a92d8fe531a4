//! One's own picture.

use super::rows;
use access::edge::Answer;
use access::{Cx, permit};
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;

/// Show my picture
#[utoipa::path(get, path = "/me/photo", tag = "Session", operation_id = "showMyPhoto",
    responses((status = 200, description = "The picture.", content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn show_my_photo(cx: Cx<permit::SelfRead>) -> Answer<Response> {
    let id = cx.member();
    let picture = cx.read(move |tx| rows::find(tx, id)).await?;
    Ok(([(CONTENT_TYPE, "image/jpeg")], picture).into_response())
}
