//! Turning push messages on in a browser. It takes no idempotency key: asked again, the browser's subscription takes the place of the
//! one before.

use super::rows::{self, Row};
use super::wire::{NewPushSubscription, PushSubscription};
use super::{CREATED, PushSubscriptionId};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use axum::http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Turn push messages on in this browser
///
/// They end when I sign out in this browser, turn them off, or am shut out. A browser has one subscription: another takes its place,
/// whoever used the browser before.
#[utoipa::path(post, path = "/me/push-subscriptions", tag = "My work", operation_id = "createPushSubscription",
    request_body = NewPushSubscription, responses((status = 201, description = "They are on.", body = PushSubscription)))]
pub async fn create_push_subscription(
    cx: Cx<permit::NoticesUse>,
    Json(new): Json<NewPushSubscription>,
) -> Answer<(StatusCode, axum::Json<PushSubscription>)> {
    if cx.push_hosts().is_empty() {
        return Err(Error::refused("push-off", "this server sends no push messages").into());
    }
    let to = new.read(cx.push_hosts())?;
    let (me, session) = (cx.member(), cx.identity().session.id.clone());
    let made = cx
        .write(move |mut tx| {
            let here = rows::browser_of(&mut tx, &session)?;
            let here = here.ok_or_else(|| Error::refused("no-browser", "push messages are for browsers: sign in again in this one"))?;
            let row = Row {
                id: PushSubscriptionId::new(tx.now(), tx.rng()),
                member_id: me,
                device_id: here.id.clone(),
                name: here.name.clone(),
                created_at: tx.now(),
                last_sent_at: None,
                fault: None,
            };
            rows::keep(&mut tx, &row, &new)?;
            let event = Event::new(&CREATED, Subject::new("push_subscription", row.id)).label(row.name.as_str());
            let event = event.first("service", &to.origin()).touching(Subject::new("member", me));
            tx.commit(event, row.view(Some(&here)))
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(made)))
}
