//! One member.

use super::told;
use super::wire::MemberView;
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::MemberId;

/// Show a member
#[utoipa::path(get, path = "/members/{id}", tag = "Members", operation_id = "showMember",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The member.", body = MemberView)))]
pub async fn show_member(cx: Cx<permit::MembersRead>, Path(id): Path<MemberId>) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.read(move |tx| told::shown(tx, id)).await?))
}
