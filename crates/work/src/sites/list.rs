//! The list of sites.

use super::rows::{self, Filter, Keys};
use super::wire::{SiteQuery, SiteView};
use crate::listing::{Place, Words};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List sites.
#[utoipa::path(get, path = "/sites", operation_id = "listSites", tag = "Sites", params(SiteQuery),
    responses((status = 200, body = Page<SiteView>, description = "A page of sites")))]
pub async fn list_sites(cx: Cx<permit::SitesRead>, Query(query): Query<SiteQuery>) -> Answer<Json<Page<SiteView>>> {
    let SiteQuery { q, customer, unit, sort, cursor, limit } = query;
    let words = q.as_deref().filter(|typed| !typed.trim().is_empty()).map(|typed| Words::parse("q", typed)).transpose()?;
    let of = (sort, q, customer, unit);
    let after = Place::<Keys>::keys(cursor.as_ref(), "sites", &of)?;
    let found = cx.read(move |tx| rows::list(tx, &Filter { words, customer, unit }, sort, after, limit.get() + 1)).await?;
    let page = Page::cut(found, limit, |(row, ..)| Place::new("sites", &of, Keys::of(row)));
    Ok(Json(page.map(SiteView::from)))
}
