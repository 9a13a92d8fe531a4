//! The key that browsers subscribe with.

use super::wire::PushKey;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// Show the key for push messages
///
/// A browser subscribes with it; push services believe nobody but this organisation about that subscription.
#[utoipa::path(get, path = "/me/push-key", tag = "My work", operation_id = "showPushKey",
    responses((status = 200, description = "The key; none where this server sends no push messages.", body = PushKey)))]
pub async fn show_push_key(cx: Cx<permit::NoticesUse>) -> Answer<Json<PushKey>> {
    if cx.push_hosts().is_empty() {
        return Ok(Json(PushKey { key: None }));
    }
    let key = cx.read(|tx| Ok(tx.push_key()?.public())).await?;
    Ok(Json(PushKey { key: Some(key) }))
}
