//! Adding an asset.

use super::rows::{self, AssetRow, Named};
use super::wire::{AssetView, NewAsset};
use super::{AssetId, CREATED};
use crate::listing::SITE;
use crate::sites;
use crate::sites::rows::SiteRow;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Error, Line, Result};
use store::{Event, Subject, WriteTx};

/// Add an asset.
#[utoipa::path(post, path = "/assets", operation_id = "createAsset", tag = "Assets", params(OnceHeader), request_body = NewAsset,
    responses((status = 201, body = AssetView, description = "The asset as it stands now")))]
pub async fn create_asset(cx: Cx<permit::AssetsWrite>, once: OnceKey, Json(new): Json<NewAsset>) -> Answer<Created<AssetView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let named = create_in(&mut tx, new)?;
            let event = created(&named.0);
            tx.commit(event, AssetView::from(named))
        })
        .await?;
    let location = format!("/api/v1/assets/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a new asset in a transaction that says itself what it did.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewAsset) -> Result<Named> {
    let (now, from) = (tx.now(), new.from.unwrap_or(tx.now()));
    let site = site_to_place_at(tx, new.site_id)?;
    if from > now {
        return Err(Error::field("from", "in-the-future", "must not be later than now"));
    }
    let mut row = AssetRow {
        number: tx.next_number("asset")?,
        id: AssetId::new(now, tx.rng()),
        version: 1,
        name: new.name.into_string(),
        sort_name: String::new(),
        kind: new.kind.into_string(),
        maker: new.maker.map(Line::into_string),
        model: new.model.map(Line::into_string),
        serial: new.serial.map(Line::into_string),
        notes: new.notes.into_string(),
        words: String::new(),
        site_id: site.id,
        installed_at: new.installed_at,
        retired_at: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(tx, &mut row, from)?;
    rows::find(tx, row.id)
}

/// A site within reach of the right in use.
pub(super) fn site_to_place_at(tx: &mut WriteTx<'_>, id: sites::SiteId) -> Result<SiteRow> {
    let site = sites::rows::linked(tx, "site_id", id)?;
    if SITE.seen(tx).narrowed(Some(tx.reach())).holds(site.unit_id, None, site.customer_id) {
        return Ok(site);
    }
    Err(Error::field("site_id", "beyond-your-units", "your right to do this reaches other sites"))
}

fn created(row: &AssetRow) -> Event {
    Event::new(&CREATED, Subject::new("asset", row.id))
        .label(row.label())
        .first("name", &row.name)
        .first("kind", &row.kind)
        .first("maker", &row.maker)
        .first("model", &row.model)
        .first("serial", &row.serial)
        .first("notes", &Some(&row.notes).filter(|notes| !notes.is_empty()))
        .first("site_id", &row.site_id)
        .first("installed_at", &row.installed_at)
        .touching(Subject::new("site", row.site_id))
}
