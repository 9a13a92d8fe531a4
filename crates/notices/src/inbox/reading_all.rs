//! Having read everything up to a notice.

use super::wire::{NoticesRead, ReadUntil};
use super::{READ, rows};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use kernel::Error;
use store::{Event, Subject};

/// Note that I read my notices
///
/// Up to one, which is the latest I have seen: what came since stays unread.
#[utoipa::path(put, path = "/me/notices/reading", tag = "My work", operation_id = "readMyNotices", request_body = ReadUntil,
    responses((status = 200, description = "How many that were.", body = NoticesRead)))]
pub async fn read_my_notices(cx: Cx<permit::NoticesUse>, Json(until): Json<ReadUntil>) -> Answer<axum::Json<NoticesRead>> {
    let me = cx.member();
    let done = cx
        .write(move |mut tx| {
            let unknown = |_| Error::field("until_id", "unknown", "you have no such notice");
            let last = rows::find(&mut tx, me, until.until_id).map_err(unknown)?;
            let read = i64::try_from(rows::note_read_until(&mut tx, me, last.id)?).unwrap_or(i64::MAX);
            let done = NoticesRead { read, unread: rows::unread(&mut tx, me)? };
            let event = Event::new(&READ, Subject::new("notice", last.id)).label(last.title).first("read", &done.read);
            tx.commit(event, done)
        })
        .await?;
    Ok(axum::Json(done))
}
