//! The members of the organisation.

use super::told;
use super::wire::{Filter, MemberView};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List members
///
/// By name. `q` finds words in name, address, telephone and staff number, whatever their accents; what somebody keeps out of the
/// directory is neither told to nor searched for whoever may not see it.
#[utoipa::path(get, path = "/members", tag = "Members", operation_id = "listMembers", params(Filter),
    responses((status = 200, description = "A page of members.", body = Page<MemberView>)))]
pub async fn list_members(cx: Cx<permit::MembersRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<MemberView>>> {
    Ok(Json(cx.read(move |tx| told::page(tx, &filter)).await?))
}
