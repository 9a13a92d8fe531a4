//! The members of the organisation.

use super::rows;
use super::wire::{Filter, MemberView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List members
///
/// By name. `q` finds part of a name or address.
#[utoipa::path(get, path = "/members", tag = "Members", operation_id = "listMembers", params(Filter),
    responses((status = 200, description = "A page of members.", body = Page<MemberView>)))]
pub async fn list_members(cx: Cx<permit::MembersRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<MemberView>>> {
    Ok(Json(cx.read(move |tx| rows::page(tx, &filter)).await?))
}
