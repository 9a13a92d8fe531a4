//! One announcement.

use super::wire::AnnouncementView;
use super::{AnnouncementId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show an announcement
#[utoipa::path(get, path = "/announcements/{id}", tag = "Announcements", operation_id = "getAnnouncement",
    params(("id" = AnnouncementId, Path, description = "The announcement.")),
    responses((status = 200, description = "The announcement, and how many it has reached.", body = AnnouncementView)))]
pub async fn get_announcement(cx: Cx<permit::AnnouncementsRead>, Path(id): Path<AnnouncementId>) -> Answer<Versioned<AnnouncementView>> {
    Ok(Versioned(cx.read(move |tx| rows::find(tx, id)).await?))
}
