//! Setting and removing a member's picture.

use super::{KEPT, REMOVED, SET, rows};
use crate::members::rows as members;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::body::Body;
use http::{HeaderMap, StatusCode};
use kernel::MemberId;
use store::{Event, Subject};

/// Set a member's picture
///
/// JPEG, PNG or WebP of at most 10 MB and 50 million pixels. Kept as JPEG of at most 512 pixels a side, without any metadata.
#[utoipa::path(put, path = "/members/{id}/photo", tag = "Members", operation_id = "setPhoto",
    params(("id" = MemberId, Path, description = "The member.")),
    request_body(content = Vec<u8>, content_type = "image/jpeg", description = "The picture."),
    responses((status = 204, description = "The picture is kept.")))]
pub async fn set_photo(cx: Cx<permit::MembersWrite>, Path(id): Path<MemberId>, headers: HeaderMap, body: Body) -> Answer<StatusCode> {
    cx.read(move |tx| members::find(tx, id)).await?;
    let picture = KEPT.receive(&headers, body).await?;
    cx.write(move |mut tx| {
        let member = members::find(&mut tx, id)?;
        rows::put(&mut tx, id, &picture)?;
        tx.commit(Event::new(&SET, Subject::new("member", id)).label(member.name).first("bytes", &picture.len()), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a member's picture
#[utoipa::path(delete, path = "/members/{id}/photo", tag = "Members", operation_id = "removePhoto",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 204, description = "There is no picture any more.")))]
pub async fn remove_photo(cx: Cx<permit::MembersWrite>, Path(id): Path<MemberId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let member = members::find(&mut tx, id)?;
        rows::remove(&mut tx, id)?;
        tx.commit(Event::new(&REMOVED, Subject::new("member", id)).label(member.name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
