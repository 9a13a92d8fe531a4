//! That there is something new to read, as it happens: server-sent events.
//!
//! Invariant: nothing of what was told is sent here, only that something was; whoever hears it asks for their notices.

use super::rows;
use crate::NoticeId;
use access::edge::Answer;
use access::{Cx, permit};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use kernel::{MemberId, Result};
use std::convert::Infallible;
use std::time::Duration;
use store::Tx;

/// How often is looked: what is told is heard of within a second, from whichever server it came.
const LOOK: Duration = Duration::from_millis(700);

/// How things stand with a member: their latest notice, and how many are not read.
type Standing = (Option<NoticeId>, i64);

/// Follow my notices
///
/// Tells `change` with the number of notices that are not read, whenever one was told or read.
#[utoipa::path(get, path = "/me/notices/changes", tag = "My work", operation_id = "followMyNotices",
    responses((status = 200, description = "Server-sent events; `change` carries `{\"unread\":3}`.", body = String, content_type = "text/event-stream")))]
pub async fn follow_my_notices(
    cx: Cx<permit::NoticesUse>,
) -> Answer<Sse<impl Stream<Item = std::result::Result<Event, Infallible>> + use<>>> {
    let me = cx.member();
    let now = cx.read(move |tx| standing(tx, me)).await?;
    let changes = unfold((cx, now, true), |(cx, now, first)| async move {
        if first {
            return Some((Ok(told("open", now)), (cx, now, false)));
        }
        let then = next_change(&cx, now).await?;
        Some((Ok(told("change", then)), (cx, then, false)))
    });
    Ok(Sse::new(changes).keep_alive(KeepAlive::new().interval(Duration::from_secs(10))))
}

/// Waits until something is told or read. A database that cannot be asked ends the stream: the browser comes again.
async fn next_change(cx: &Cx<permit::NoticesUse>, now: Standing) -> Option<Standing> {
    let me = cx.member();
    loop {
        tokio::time::sleep(LOOK).await;
        let then = cx.read(move |tx| standing(tx, me)).await.ok()?;
        if then != now {
            return Some(then);
        }
    }
}

fn standing(tx: &mut Tx<'_>, me: MemberId) -> Result<Standing> {
    Ok((rows::latest(tx, me)?, rows::unread(tx, me)?))
}

fn told(name: &str, (_, unread): Standing) -> Event {
    Event::default().event(name).data(format!("{{\"unread\":{unread}}}"))
}
