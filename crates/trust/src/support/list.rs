//! What the operator asked, and what became of it.

use super::rows;
use super::wire::{SupportGrant, SupportGrants};
use access::edge::Answer;
use access::links::names_of_members;
use access::{Cx, permit};
use axum::Json;
use kernel::Result;
use store::Tx;

/// When the operator asked to look in
#[utoipa::path(get, path = "/support-grants", operation_id = "listSupportGrants", tag = "Support",
    responses((status = 200, body = SupportGrants, description = "The latest first.")))]
pub async fn list_support_grants(cx: Cx<permit::SupportRead>) -> Answer<Json<SupportGrants>> {
    Ok(Json(SupportGrants { items: cx.read(views).await? }))
}

/// All of them as they are told, the latest first.
pub fn views(tx: &mut Tx<'_>) -> Result<Vec<SupportGrant>> {
    let (rows, uses, now) = (rows::every(tx)?, rows::uses(tx)?, tx.now());
    let names = names_of_members(tx, rows.iter().flat_map(|row| [row.approved_by, row.ended_by]).flatten())?;
    let view = |row: rows::GrantRow| {
        let uses = uses.get(row.id.as_str()).copied().unwrap_or(0);
        SupportGrant::of(row, now, &names, uses)
    };
    Ok(rows.into_iter().map(view).collect())
}
