//! Setting and removing one's own picture.

use super::{KEPT, REMOVED, SET, rows};
use access::edge::Answer;
use access::{Cx, permit};
use axum::body::Body;
use http::{HeaderMap, StatusCode};
use store::{Event, Subject};

/// Set my picture
///
/// JPEG, PNG or WebP of at most 10 MB and 50 million pixels. Kept as JPEG of at most 512 pixels a side, without any metadata.
#[utoipa::path(put, path = "/me/photo", tag = "Session", operation_id = "setMyPhoto",
    request_body(content = Vec<u8>, content_type = "image/jpeg", description = "The picture."),
    responses((status = 204, description = "The picture is kept.")))]
pub async fn set_my_photo(cx: Cx<permit::SelfWrite>, headers: HeaderMap, body: Body) -> Answer<StatusCode> {
    let (id, name) = (cx.member(), cx.identity().member.name.clone());
    let picture = KEPT.receive(&headers, body).await?;
    cx.write(move |mut tx| {
        rows::put(&mut tx, id, &picture)?;
        tx.commit(Event::new(&SET, Subject::new("member", id)).label(name).first("bytes", &picture.len()), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove my picture
#[utoipa::path(delete, path = "/me/photo", tag = "Session", operation_id = "removeMyPhoto",
    responses((status = 204, description = "There is no picture any more.")))]
pub async fn remove_my_photo(cx: Cx<permit::SelfWrite>) -> Answer<StatusCode> {
    let (id, name) = (cx.member(), cx.identity().member.name.clone());
    cx.write(move |mut tx| {
        rows::remove(&mut tx, id)?;
        tx.commit(Event::new(&REMOVED, Subject::new("member", id)).label(name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
