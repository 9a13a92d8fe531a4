//! What the organisation keeps about its members.

use super::rows;
use super::wire::{MemberField, MemberFields};
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;

/// List member fields
#[utoipa::path(get, path = "/member-fields", tag = "Members", operation_id = "listMemberFields",
    responses((status = 200, description = "The fields, retired ones too.", body = MemberFields)))]
pub async fn list_member_fields(cx: Cx<permit::MembersRead>) -> Answer<Json<MemberFields>> {
    let found = cx.read(rows::all).await?;
    Ok(Json(MemberFields { items: found.into_iter().map(MemberField::from).collect() }))
}
