//! An announcement, read by whom it was told to.

use super::wire::OwnAnnouncement;
use super::{AnnouncementId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;

/// Read an announcement
///
/// The whole of what you were told, or said yourself; not found once it was taken back. That you have read it, you say of its notice.
#[utoipa::path(get, path = "/me/announcements/{id}", tag = "Announcements", operation_id = "readAnnouncement",
    params(("id" = AnnouncementId, Path, description = "The announcement.")),
    responses((status = 200, description = "The announcement.", body = OwnAnnouncement)))]
pub async fn read_announcement(cx: Cx<permit::NoticesUse>, Path(id): Path<AnnouncementId>) -> Answer<Json<OwnAnnouncement>> {
    let me = cx.member();
    let found = cx.read(move |tx| rows::told_to(tx, id, me)).await?;
    let (title, text, made_by) = (found.title, found.text, found.made_by);
    Ok(Json(OwnAnnouncement { id, title, text, made_by, created_at: found.created_at, acknowledge: found.acknowledge }))
}
