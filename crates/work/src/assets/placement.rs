//! Moving an asset to another site.

use super::create::site_to_place_at;
use super::rows;
use super::wire::{AssetView, NewPlacement};
use super::{AssetId, PLACED, rules};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Say that an asset stands at another site, from when on. Where it stood before stays on record.
#[utoipa::path(put, path = "/assets/{id}/placement", operation_id = "placeAsset", tag = "Assets",
    params(("id" = AssetId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = NewPlacement,
    responses((status = 200, body = AssetView, description = "The asset as it stands now")))]
pub async fn place_asset(
    cx: Cx<permit::AssetsWrite>,
    Path(id): Path<AssetId>,
    if_match: IfMatch,
    Json(to): Json<NewPlacement>,
) -> Answer<Versioned<AssetView>> {
    let view = cx
        .write(move |mut tx| {
            let found = rows::find(&mut tx, id)?;
            if_match.hold(found.0.version, || Ok(AssetView::from(found.clone())))?;
            let (before, now, mut row) = (found.0.site_id, tx.now(), found.0);
            let from = to.from.unwrap_or(now);
            let site = site_to_place_at(&mut tx, to.site_id)?;
            rules::check_placement((&before, rows::placed_at(&mut tx, id)?), (&site.id, from), now)?;
            rows::insert_placement(&mut tx, id, site.id, from)?;
            row.site_id = site.id;
            rows::save(&mut tx, &mut row)?;
            let event = Event::new(&PLACED, Subject::new("asset", id))
                .label(row.label())
                .change("site_id", &before, &site.id)
                .first("from", &from)
                .touching(Subject::new("site", before))
                .touching(Subject::new("site", site.id));
            let view = AssetView::from(rows::find(&mut tx, id)?);
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}
