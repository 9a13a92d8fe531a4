//! One asset.

use super::wire::AssetView;
use super::{AssetId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read an asset.
#[utoipa::path(get, path = "/assets/{id}", operation_id = "getAsset", tag = "Assets", params(("id" = AssetId, Path)),
    responses((status = 200, body = AssetView, description = "The asset")))]
pub async fn get_asset(cx: Cx<permit::AssetsRead>, Path(id): Path<AssetId>) -> Answer<Versioned<AssetView>> {
    let found = cx.read(move |tx| rows::find(tx, id)).await?;
    Ok(Versioned(found.into()))
}
