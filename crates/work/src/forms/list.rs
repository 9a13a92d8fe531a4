//! The forms there are.

use super::template;
use super::wire::{FormTemplate, FormTemplates};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use kernel::Result;

/// List the forms there are to be filled in, by name, each in its newest edition.
#[utoipa::path(get, path = "/form-templates", operation_id = "listFormTemplates", tag = "Forms",
    responses((status = 200, body = FormTemplates, description = "The forms")))]
pub async fn list_form_templates(cx: Cx<permit::OrganisationRead>) -> Answer<Json<FormTemplates>> {
    let items = cx
        .read(|tx| {
            let rows = template::all(tx)?;
            let told = |row: template::TemplateRow| Ok(FormTemplate::of(row.clone(), template::edition(tx, row.id, row.edition)?));
            rows.into_iter().map(told).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(Json(FormTemplates { items }))
}
