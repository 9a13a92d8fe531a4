//! Labels to be stuck on assets.

use super::wire::AssetView;
use super::{AssetId, rows, sheet};
use access::edge::{Answer, Attachment, Query};
use access::{Cx, permit};
use axum::body::Body;
use kernel::{Error, Result};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most labels at once: five sheets.
const MOST: usize = 105;

/// For which assets.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LabelQuery {
    /// Ids of at most 105 assets, with commas between them.
    #[param(max_length = 4_000, example = "ast_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub ids: String,
}

/// Print labels for assets: A4 sheets of 3 × 7 as one picture, each label with a code that opens the asset.
#[utoipa::path(get, path = "/assets/labels", operation_id = "printAssetLabels", tag = "Assets", params(LabelQuery),
    responses((status = 200, body = String, content_type = "image/svg+xml", description = "The sheets, one below the other")))]
pub async fn print_labels(cx: Cx<permit::AssetsRead>, Query(query): Query<LabelQuery>) -> Answer<Attachment> {
    let (ids, house) = (parsed(&query.ids)?, cx.house().site);
    let found = cx.read(move |tx| rows::of_ids(tx, &ids)).await?;
    if found.is_empty() {
        return Err(Error::not_found("asset").into());
    }
    let assets: Vec<AssetView> = found.into_iter().map(AssetView::from).collect();
    let body = Body::from(sheet(&house, &assets)?);
    Ok(Attachment { filename: "labels.svg".to_owned(), kind: "image/svg+xml", body })
}

fn parsed(text: &str) -> Result<Vec<AssetId>> {
    let ids: Vec<&str> = text.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Error::field("ids", "out-of-range", format!("must be 1 to {MOST} ids with commas between them")));
    }
    let unknown = |_| Error::field("ids", "malformed", "must be ids of assets with commas between them");
    ids.into_iter().map(|id| id.parse().map_err(unknown)).collect()
}
