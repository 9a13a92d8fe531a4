//! How one wants to be told.

use super::rows;
use super::wire::NoticePreferences;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show how I am told
#[utoipa::path(get, path = "/me/notice-preferences", tag = "My work", operation_id = "showMyNoticePreferences",
    responses((status = 200, description = "By which ways I am told of what, and when not.", body = NoticePreferences)))]
pub async fn show_my_notice_preferences(cx: Cx<permit::NoticesUse>) -> Answer<Versioned<NoticePreferences>> {
    let me = cx.member();
    let said = cx.read(move |tx| rows::of_member(tx, me)).await?;
    Ok(Versioned(NoticePreferences::of(&said)))
}
