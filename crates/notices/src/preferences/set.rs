//! Saying how one wants to be told.

use super::wire::{NewNoticePreferences, NoticePreferences};
use super::{SET, rows};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Say how I am told
///
/// All of it, in the place of what I said before. In the app everything is told in any case, and letters about my account, such as
/// a new password, are none of this.
#[utoipa::path(put, path = "/me/notice-preferences", tag = "My work", operation_id = "setMyNoticePreferences",
    params(("If-Match" = String, Header, description = "The version you read; 0 where nothing was said.", example = "\"0\"")),
    request_body = NewNoticePreferences, responses((status = 200, description = "How I am told now.", body = NoticePreferences)))]
pub async fn set_my_notice_preferences(
    cx: Cx<permit::NoticesUse>,
    if_match: IfMatch,
    Json(new): Json<NewNoticePreferences>,
) -> Answer<Versioned<NoticePreferences>> {
    let me = cx.member();
    let view = cx
        .write(move |mut tx| {
            let before = rows::of_member(&mut tx, me)?;
            let was = NoticePreferences::of(&before);
            if_match.hold(before.version, || Ok(&was))?;
            let after = new.read(before.version + 1)?;
            rows::keep(&mut tx, me, &after)?;
            let is = NoticePreferences::of(&after);
            let event = Event::new(&SET, Subject::new("member", me))
                .change("by_kind", &was.by_kind, &is.by_kind)
                .change("quiet", &was.quiet, &is.quiet)
                .change("reminder_minutes", &was.reminder_minutes, &is.reminder_minutes);
            tx.commit(event, is)
        })
        .await?;
    Ok(Versioned(view))
}
