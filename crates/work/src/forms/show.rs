//! One completed form.

use super::wire::FormView;
use super::{FormId, rows};
use crate::visits;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::Error;

/// Read a completed form.
#[utoipa::path(get, path = "/forms/{id}", operation_id = "getForm", tag = "Forms", params(("id" = FormId, Path)),
    responses((status = 200, body = FormView, description = "The form")))]
pub async fn get_form(cx: Cx<permit::VisitsRead>, Path(id): Path<FormId>) -> Answer<Versioned<FormView>> {
    let view = cx
        .read(move |tx| {
            let row = rows::get(tx, id)?;
            visits::rows::find(tx, row.visit_id).map_err(|_| Error::not_found("form"))?;
            FormView::of(tx, row)
        })
        .await?;
    Ok(Versioned(view))
}
