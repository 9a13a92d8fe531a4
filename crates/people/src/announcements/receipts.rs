//! Who has read an announcement.

use super::wire::Receipts;
use super::{AnnouncementId, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;

/// List an announcement's receipts
///
/// Everybody who was told, by name: when they read it, and when they said that they have seen it.
#[utoipa::path(get, path = "/announcements/{id}/receipts", tag = "Announcements", operation_id = "listAnnouncementReceipts",
    params(("id" = AnnouncementId, Path, description = "The announcement.")),
    responses((status = 200, description = "Who was told.", body = Receipts)))]
pub async fn list_receipts(cx: Cx<permit::AnnouncementsRead>, Path(id): Path<AnnouncementId>) -> Answer<Json<Receipts>> {
    let items = cx.read(move |tx| {
        rows::find(tx, id)?;
        rows::receipts(tx, id)
    });
    Ok(Json(Receipts { items: items.await? }))
}
