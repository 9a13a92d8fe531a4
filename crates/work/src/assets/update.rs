//! Changing an asset.

use super::rows::{self, AssetRow};
use super::wire::{AssetChanges, AssetView};
use super::{AssetId, UPDATED};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Patch, Text, Timestamp};
use store::{Event, Subject};

/// Change an asset; retire it, or take it into use again.
#[utoipa::path(patch, path = "/assets/{id}", operation_id = "updateAsset", tag = "Assets",
    params(("id" = AssetId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = AssetChanges,
    responses((status = 200, body = AssetView, description = "The asset as it stands now")))]
pub async fn update_asset(
    cx: Cx<permit::AssetsWrite>,
    Path(id): Path<AssetId>,
    if_match: IfMatch,
    Json(changes): Json<AssetChanges>,
) -> Answer<Versioned<AssetView>> {
    let view = cx
        .write(move |mut tx| {
            let mut found = rows::find(&mut tx, id)?;
            if_match.hold(found.0.version, || Ok(AssetView::from(found.clone())))?;
            let before = found.0.clone();
            found.0 = changes.over(found.0, tx.now());
            rows::save(&mut tx, &mut found.0)?;
            tx.commit(updated(&before, &found.0), AssetView::from(found))
        })
        .await?;
    Ok(Versioned(view))
}

impl AssetChanges {
    fn over(self, row: AssetRow, now: Timestamp) -> AssetRow {
        let text = |patch: Patch<Line<200>>, kept: Option<String>| match patch {
            Patch::Keep => kept,
            Patch::Clear => None,
            Patch::Set(line) => Some(line.into_string()),
        };
        AssetRow {
            name: self.name.map_or(row.name, Line::into_string),
            kind: self.kind.map_or(row.kind, Line::into_string),
            maker: text(self.maker, row.maker),
            model: text(self.model, row.model),
            serial: text(self.serial, row.serial),
            notes: self.notes.map_or(row.notes, Text::into_string),
            installed_at: self.installed_at.over(row.installed_at),
            retired_at: match self.retired {
                Some(true) => row.retired_at.or(Some(now)),
                Some(false) => None,
                None => row.retired_at,
            },
            ..row
        }
    }
}

fn updated(before: &AssetRow, after: &AssetRow) -> Event {
    Event::new(&UPDATED, Subject::new("asset", after.id))
        .label(after.label())
        .change("name", &before.name, &after.name)
        .change("kind", &before.kind, &after.kind)
        .change("maker", &before.maker, &after.maker)
        .change("model", &before.model, &after.model)
        .change("serial", &before.serial, &after.serial)
        .change("notes", &before.notes, &after.notes)
        .change("installed_at", &before.installed_at, &after.installed_at)
        .change("retired_at", &before.retired_at, &after.retired_at)
}
