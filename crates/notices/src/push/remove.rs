//! Turning push messages off for a browser.

use super::{PushSubscriptionId, REMOVED, rows};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Turn push messages off for a browser
///
/// What waits for it is not sent any more.
#[utoipa::path(delete, path = "/me/push-subscriptions/{id}", tag = "My work", operation_id = "removePushSubscription",
    params(("id" = String, Path, description = "The subscription's id.", example = "psh_01jd7q3v9mf4x8t2c5k6w0ezya")),
    responses((status = 204, description = "They are off.")))]
pub async fn remove_push_subscription(cx: Cx<permit::NoticesUse>, Path(id): Path<PushSubscriptionId>) -> Answer<StatusCode> {
    let me = cx.member();
    cx.write(move |mut tx| {
        let found = rows::find(&mut tx, me, id)?;
        rows::remove(&mut tx, id)?;
        let event = Event::new(&REMOVED, Subject::new("push_subscription", id)).label(found.name);
        tx.commit(event.touching(Subject::new("member", me)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
