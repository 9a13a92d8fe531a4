//! Taking an announcement back.

use super::wire::AnnouncementView;
use super::{AnnouncementId, WITHDRAWN, rows};
use crate::schema::announcement;
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use diesel::prelude::*;
use kernel::Error;
use store::{Event, Subject};

/// Withdraw an announcement
///
/// Whoever was told finds its text no more. Who was told, and who has read it, stays.
#[utoipa::path(put, path = "/announcements/{id}/withdrawal", tag = "Announcements", operation_id = "withdrawAnnouncement",
    params(("id" = AnnouncementId, Path, description = "The announcement."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The announcement as it stands now.", body = AnnouncementView)))]
pub async fn withdraw_announcement(
    cx: Cx<permit::AnnouncementsWrite>,
    Path(id): Path<AnnouncementId>,
    if_match: IfMatch,
) -> Answer<Versioned<AnnouncementView>> {
    let view = cx.write(move |mut tx| {
        let before = rows::find(&mut tx, id)?;
        if_match.hold(before.version, || Ok(before.clone()))?;
        if before.withdrawn_at.is_some() {
            return Err(Error::refused("withdrawn", "it was taken back already"));
        }
        let now = tx.now();
        diesel::update(announcement::table.find(id))
            .set((announcement::withdrawn_at.eq(Some(now)), announcement::version.eq(before.version + 1)))
            .execute(tx.db())?;
        notices::take_back(&mut tx, rows::SUBJECT, id.as_str(), "This announcement was taken back.")?;
        let event = Event::new(&WITHDRAWN, Subject::new(rows::SUBJECT, id)).label(before.title);
        let view = rows::find(&mut tx, id)?;
        tx.commit(event.first("withdrawn_at", &now), view)
    });
    Ok(Versioned(view.await?))
}
