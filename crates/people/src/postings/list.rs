//! A member's postings.

use super::rows;
use super::wire::Postings;
use crate::members::rows as members;
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::{MemberId, Result};
use store::Tx;

/// List a member's postings
///
/// Ended, running and planned, the latest first.
#[utoipa::path(get, path = "/members/{id}/postings", tag = "Postings", operation_id = "listPostings",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The postings.", body = Postings)))]
pub async fn list_postings(cx: Cx<permit::MembersRead>, Path(id): Path<MemberId>) -> Answer<Json<Postings>> {
    Ok(Json(cx.read(move |tx| all(tx, id)).await?))
}

fn all(tx: &mut Tx<'_>, id: MemberId) -> Result<Postings> {
    members::named(tx, id)?;
    let found = rows::of_member(tx, id)?;
    let items = found.iter().map(|row| rows::shown(tx, row)).collect::<Result<_>>()?;
    Ok(Postings { items })
}
