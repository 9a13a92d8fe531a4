//! Revoking a feed.

use super::{FEED_REVOKED, FeedId, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::FeedsUse;
use http::StatusCode;
use store::{Event, Subject};

/// Revoke a feed
///
/// Its address shows nothing from its next request on. Calendars keep what they have read.
#[utoipa::path(delete, path = "/me/feeds/{id}", tag = "Feeds", operation_id = "revokeFeed",
    params(("id" = String, Path, description = "The feed's id.", example = "fed_01jd7q3v9mf4x8t2c5k6w0ezya")),
    responses((status = 204, description = "It has ended.")))]
pub async fn revoke_feed(cx: Cx<FeedsUse>, Path(id): Path<FeedId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let found = rows::find(&mut tx, member, id)?;
        rows::revoke(&mut tx, &found)?;
        let event = Event::new(&FEED_REVOKED, Subject::new("feed", id)).label(found.name);
        tx.commit(event.touching(Subject::new("member", member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
