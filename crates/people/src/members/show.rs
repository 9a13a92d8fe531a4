//! One member.

use super::rows;
use super::wire::MemberView;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::MemberId;

/// Show a member
#[utoipa::path(get, path = "/members/{id}", tag = "Members", operation_id = "showMember",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The member.", body = MemberView)))]
pub async fn show_member(cx: Cx<permit::MembersRead>, Path(id): Path<MemberId>) -> Answer<Json<MemberView>> {
    Ok(Json(cx.read(move |tx| rows::find(tx, id)).await?))
}
