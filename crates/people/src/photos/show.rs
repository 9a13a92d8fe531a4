//! A member's picture.

use super::rows;
use crate::members::rows as members;
use crate::members::told;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use kernel::{Error, MemberId};

/// Show a member's picture
///
/// Not found when the member keeps it out of the directory and you may not see that.
#[utoipa::path(get, path = "/members/{id}/photo", tag = "Members", operation_id = "showPhoto",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The picture.", content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn show_photo(cx: Cx<permit::MembersRead>, Path(id): Path<MemberId>) -> Answer<Response> {
    let picture = cx.read(move |tx| {
        let member = members::find(tx, id)?;
        if told::may_see(tx, &member, "photo")? { rows::find(tx, id) } else { Err(Error::not_found("picture")) }
    });
    Ok(([(CONTENT_TYPE, "image/jpeg")], picture.await?).into_response())
}
