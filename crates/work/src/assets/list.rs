//! The list of assets.

use super::rows::{self, Filter, Keys};
use super::wire::{AssetQuery, AssetView};
use crate::listing::{Place, Words};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List assets.
#[utoipa::path(get, path = "/assets", operation_id = "listAssets", tag = "Assets", params(AssetQuery),
    responses((status = 200, body = Page<AssetView>, description = "A page of assets")))]
pub async fn list_assets(cx: Cx<permit::AssetsRead>, Query(query): Query<AssetQuery>) -> Answer<Json<Page<AssetView>>> {
    let AssetQuery { q, site, customer, unit, kind, retired, sort, cursor, limit } = query;
    let words = q.as_deref().filter(|typed| !typed.trim().is_empty()).map(|typed| Words::parse("q", typed)).transpose()?;
    let of = (sort, q, site, customer, unit, kind.clone(), retired);
    let after = Place::<Keys>::keys(cursor.as_ref(), "assets", &of)?;
    let filter = Filter { words, site, customer, unit, kind, retired };
    let found = cx.read(move |tx| rows::list(tx, &filter, sort, after, limit.get() + 1)).await?;
    let page = Page::cut(found, limit, |(row, ..)| Place::new("assets", &of, Keys::of(row, sort)));
    Ok(Json(page.map(AssetView::from)))
}
