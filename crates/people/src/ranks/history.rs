//! A member's ranks.

use super::rows;
use super::wire::RanksHeld;
use crate::members::rows as members;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::MemberId;

/// List a member's ranks
///
/// From when to when, the latest first.
#[utoipa::path(get, path = "/members/{id}/ranks", tag = "Ranks", operation_id = "listMemberRanks",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The ranks.", body = RanksHeld)))]
pub async fn list_member_ranks(cx: Cx<permit::MembersRead>, Path(id): Path<MemberId>) -> Answer<Json<RanksHeld>> {
    let items = cx.read(move |tx| {
        members::named(tx, id)?;
        rows::of_member(tx, id)
    });
    Ok(Json(RanksHeld { items: items.await? }))
}
