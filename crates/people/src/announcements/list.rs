//! What was announced.

use super::rows;
use super::wire::{AnnouncementList, AnnouncementQuery};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, Page};

/// List announcements
///
/// The latest first, each with how many were told, have read it, have acknowledged it.
#[utoipa::path(get, path = "/announcements", tag = "Announcements", operation_id = "listAnnouncements", params(AnnouncementQuery),
    responses((status = 200, description = "A page of announcements.", body = AnnouncementList)))]
pub async fn list_announcements(
    cx: Cx<permit::AnnouncementsRead>,
    Query(query): Query<AnnouncementQuery>,
) -> Answer<Json<AnnouncementList>> {
    let bad = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
    let before = query.cursor.as_ref().map(|cursor| cursor.place().ok_or_else(bad)).transpose()?;
    let found = cx.read(move |tx| rows::page(tx, before, query.limit)).await?;
    let page = Page::cut(found, query.limit, |last| (last.created_at, last.id));
    Ok(Json(AnnouncementList { items: page.items, next: page.next }))
}
