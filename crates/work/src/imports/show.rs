//! One import.

use super::ImportId;
use super::rows;
use super::wire::ImportView;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show an import and how far it has come.
#[utoipa::path(get, path = "/imports/{id}", operation_id = "getImport", tag = "Imports", params(("id" = ImportId, Path, description = "The import")),
    responses((status = 200, body = ImportView, description = "The import as it stands now")))]
pub async fn get_import(cx: Cx<permit::ImportsRun>, Path(id): Path<ImportId>) -> Answer<Versioned<ImportView>> {
    super::whole(&cx)?;
    let named = cx.read(move |tx| rows::find_named(tx, id)).await?;
    Ok(Versioned(ImportView::from(named)))
}
