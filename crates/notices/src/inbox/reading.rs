//! Having read one notice.

use super::wire::Notice;
use super::{READ, rows};
use crate::NoticeId;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use store::{Event, Subject};

/// Note that I read a notice
///
/// Once: asked again, nothing changes.
#[utoipa::path(put, path = "/me/notices/{id}/reading", tag = "My work", operation_id = "readMyNotice",
    params(("id" = NoticeId, Path, description = "The notice.")),
    responses((status = 200, description = "The notice as it is now.", body = Notice)))]
pub async fn read_my_notice(cx: Cx<permit::NoticesUse>, Path(id): Path<NoticeId>) -> Answer<Json<Notice>> {
    let me = cx.member();
    let before = cx.read(move |tx| rows::find(tx, me, id)).await?;
    if before.read_at.is_some() {
        return Ok(Json(before));
    }
    let after = cx
        .write(move |mut tx| {
            rows::note_read(&mut tx, id)?;
            let after = rows::find(&mut tx, me, id)?;
            let event = Event::new(&READ, Subject::new("notice", id)).label(after.title.as_str()).first("read_at", &after.read_at);
            tx.commit(event, after)
        })
        .await?;
    Ok(Json(after))
}
