//! Which feeds one has.

use super::rows;
use super::wire::FeedList;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::FeedsUse;
use axum::Json;

/// List your feeds
///
/// Your own calendar's and those of units; not their addresses.
#[utoipa::path(get, path = "/me/feeds", tag = "Feeds", operation_id = "listFeeds",
    responses((status = 200, description = "Your feeds, the latest first.", body = FeedList)))]
pub async fn list_feeds(cx: Cx<FeedsUse>) -> Answer<Json<FeedList>> {
    let member = cx.member();
    let found = cx.read(move |tx| rows::of(tx, member)).await?;
    Ok(Json(FeedList { items: found.into_iter().map(Into::into).collect() }))
}
