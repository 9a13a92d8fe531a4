//! Saying that one has seen a notice.

use super::wire::Notice;
use super::{ACKNOWLEDGED, rows};
use crate::NoticeId;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::Error;
use store::{Event, Subject};

/// Acknowledge a notice
///
/// Says that I have seen it, and so have read it. Once: asked again, the first instant stays.
#[utoipa::path(put, path = "/me/notices/{id}/acknowledgement", tag = "My work", operation_id = "acknowledgeMyNotice",
    params(("id" = NoticeId, Path, description = "The notice.")),
    responses((status = 200, description = "The notice as it is now.", body = Notice)))]
pub async fn acknowledge_my_notice(cx: Cx<permit::NoticesUse>, Path(id): Path<NoticeId>) -> Answer<Json<Notice>> {
    let me = cx.member();
    let before = cx.read(move |tx| rows::find(tx, me, id)).await?;
    if before.acknowledged_at.is_some() {
        return Ok(Json(before));
    }
    let after = cx
        .write(move |mut tx| {
            if !rows::note_acknowledged(&mut tx, id)? {
                return Err(Error::Clash { code: "acknowledged-already", message: "It was acknowledged a moment ago.".to_owned() });
            }
            rows::note_read(&mut tx, id)?;
            let after = rows::find(&mut tx, me, id)?;
            let event = Event::new(&ACKNOWLEDGED, Subject::new("notice", id))
                .label(after.title.as_str())
                .first("about", &after.subject)
                .first("acknowledged_at", &after.acknowledged_at);
            tx.commit(event, after)
        })
        .await?;
    Ok(Json(after))
}
