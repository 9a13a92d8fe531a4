//! The browsers that push messages go to.

use super::rows;
use super::wire::PushSubscriptions;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List my browsers for push messages
#[utoipa::path(get, path = "/me/push-subscriptions", tag = "My work", operation_id = "listMyPushSubscriptions",
    responses((status = 200, description = "The browsers, the latest first.", body = PushSubscriptions)))]
pub async fn list_my_push_subscriptions(cx: Cx<permit::NoticesUse>) -> Answer<Json<PushSubscriptions>> {
    let (me, session) = (cx.member(), cx.identity().session.id.clone());
    let items = cx
        .read(move |tx| {
            let here = rows::browser_of(tx, &session)?;
            Ok(rows::of(tx, me)?.into_iter().map(|row| row.view(here.as_ref())).collect())
        })
        .await?;
    Ok(Json(PushSubscriptions { items }))
}
