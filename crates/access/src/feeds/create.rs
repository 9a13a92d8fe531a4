//! Making a feed of one's own calendar. It takes no idempotency key: the answer holds a secret, and answers under a key are kept for a
//! day.

use super::rows::{self, FeedRow};
use super::wire::{MadeFeed, NewFeed};
use super::{FEED_MADE, FeedId};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::permission::all::FeedsUse;
use crate::tokens::text;
use http::StatusCode;
use kernel::{Result, UnitId};
use store::{Event, Subject, WriteTx};
use vault::TokenDigest;

/// Make a feed of your calendar
///
/// Its address is shown in this answer and never again. Whoever has it reads your calendar until you revoke it.
#[utoipa::path(post, path = "/me/feeds", tag = "Feeds", operation_id = "createFeed", request_body = NewFeed,
    responses((status = 201, description = "The feed; its address is shown this once.", body = MadeFeed)))]
pub async fn create_feed(cx: Cx<FeedsUse>, Json(new): Json<NewFeed>) -> Answer<(StatusCode, axum::Json<MadeFeed>)> {
    Ok((StatusCode::CREATED, axum::Json(make(&cx, new, None, |_| Ok(())).await?)))
}

/// Makes a feed, once `may` allowed it.
pub(super) async fn make<F>(cx: &Cx<FeedsUse>, new: NewFeed, unit: Option<UnitId>, may: F) -> Result<MadeFeed>
where
    F: FnOnce(&mut WriteTx<'_>) -> Result<()> + Send + 'static,
{
    let secret = cx.draw(|organisation, rng| text::beginning(text::FEED, organisation, rng));
    let (digest, prefix, member) = (TokenDigest::of_text(&secret), text::shown(&secret), cx.member());
    let facts = cx
        .write(move |mut tx| {
            may(&mut tx)?;
            let (id, created_at) = (FeedId::new(tx.now(), tx.rng()), tx.now());
            let name = new.name.into_string();
            let row = FeedRow { id, version: 1, member_id: member, unit_id: unit, name, prefix, created_at };
            rows::insert(&mut tx, &row, &digest)?;
            let event = Event::new(&FEED_MADE, Subject::new("feed", id)).label(row.name.as_str()).first("unit_id", &unit);
            tx.commit(event.touching(Subject::new("member", member)), row.into())
        })
        .await?;
    Ok(MadeFeed { address: format!("{}/api/v1/feeds/{}.ics", cx.house().site.trim_end_matches('/'), secret.as_str()), facts })
}
