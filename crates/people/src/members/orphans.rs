//! What a member still has or answers for: to be looked at before somebody leaves.

use super::has;
use super::rows;
use super::wire::Orphans;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::MemberId;

/// Show what a member still answers for
///
/// Live jobs they made, their saved views, tokens, the members who serve under them, roles that nobody else holds.
#[utoipa::path(get, path = "/members/{id}/orphans", tag = "Members", operation_id = "showOrphans",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "What would be without an owner.", body = Orphans)))]
pub async fn show_orphans(cx: Cx<permit::MembersWrite>, Path(id): Path<MemberId>) -> Answer<Json<Orphans>> {
    let found = cx.read(move |tx| {
        let row = rows::find(tx, id)?;
        Ok(Orphans { items: has::everything(tx, row.id)? })
    });
    Ok(Json(found.await?))
}
