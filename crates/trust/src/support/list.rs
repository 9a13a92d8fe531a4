//! What the operator asked, and what became of it.

use super::rows;
use super::wire::{SupportGrant, SupportGrants};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use kernel::{MemberId, Result};
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
    let members: Vec<MemberId> = rows.iter().flat_map(|row| [row.approved_by, row.ended_by]).flatten().collect();
    let names = rows::names(tx, &members)?;
    let view = |row: rows::GrantRow| {
        let uses = uses.get(row.id.as_str()).copied().unwrap_or(0);
        SupportGrant::of(row, now, &names, uses)
    };
    Ok(rows.into_iter().map(view).collect())
}
