//! That there is something new to read, as it happens: server-sent events.
//!
//! Invariant: nothing of what was told is sent here, only that something was; whoever hears it asks for their notices.

use super::rows;
use crate::NoticeId;
use access::edge::{Answer, Followed, follow};
use access::{Cx, permit};
use axum::response::sse::{Event, Sse};
use futures_util::Stream;
use kernel::{MemberId, Result};
use std::convert::Infallible;
use store::Tx;

/// How things stand with a member: who it is, their latest notice, and how many are not read.
type Standing = (MemberId, Option<NoticeId>, i64);

/// Follow my notices
///
/// Tells `change` with the number of notices that are not read, whenever one was told or read: within a second, from whichever server.
#[utoipa::path(get, path = "/me/notices/changes", tag = "My work", operation_id = "followMyNotices",
    responses((status = 200, description = "Server-sent events; `change` carries `{\"unread\":3}`.", body = String, content_type = "text/event-stream")))]
pub async fn follow_my_notices(cx: Cx<permit::NoticesUse>) -> Answer<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>> {
    let me = cx.member();
    let look = |tx: &mut Tx<'_>, then: Standing| {
        let now = standing(tx, then.0)?;
        Ok((now, now != then))
    };
    let told = |(_, _, unread): Standing| format!("{{\"unread\":{unread}}}");
    Ok(follow(cx, move |tx| standing(tx, me), Followed { look, told }).await?)
}

fn standing(tx: &mut Tx<'_>, me: MemberId) -> Result<Standing> {
    Ok((me, rows::latest(tx, me)?, rows::unread(tx, me)?))
}
