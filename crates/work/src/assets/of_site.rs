//! The assets at a site.

use super::rows::{self, Filter, Keys};
use super::wire::{AssetSort, AssetView};
use crate::listing::Place;
use crate::sites::{self, SiteId};
use access::edge::{Answer, Path, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Cursor, Error, Limit, Page};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SiteAssetsQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// List the assets at a site, by name.
#[utoipa::path(get, path = "/sites/{id}/assets", operation_id = "listSiteAssets", tag = "Assets",
    params(("id" = SiteId, Path), SiteAssetsQuery),
    responses((status = 200, body = Page<AssetView>, description = "A page of assets")))]
pub async fn list_site_assets(
    cx: Cx<permit::AssetsRead>,
    Path(id): Path<SiteId>,
    Query(query): Query<SiteAssetsQuery>,
) -> Answer<Json<Page<AssetView>>> {
    let after = Place::<Keys>::keys(query.cursor.as_ref(), "site-assets", &id)?;
    let found = cx
        .read(move |tx| {
            let site = sites::rows::there(tx, id)?.filter(|site| sites::rows::is_seen(tx, site));
            site.ok_or_else(|| Error::not_found("site"))?;
            let filter = Filter { site: Some(id), ..Filter::default() };
            rows::list(tx, &filter, AssetSort::Name, after, query.limit.get() + 1)
        })
        .await?;
    let page = Page::cut(found, query.limit, |(row, ..)| Place::new("site-assets", &id, Keys::of(row, AssetSort::Name)));
    Ok(Json(page.map(AssetView::from)))
}
