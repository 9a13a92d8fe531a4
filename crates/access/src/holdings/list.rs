//! What a member holds.

use super::rows::{self, Which};
use super::{customer_of, wire::Holdings};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::RolesRead;
use axum::Json;
use kernel::MemberId;

/// List the roles that a member holds, held and will hold.
#[utoipa::path(get, path = "/members/{id}/holdings", operation_id = "listHoldings", tag = "Roles", params(("id" = MemberId, Path)),
    responses((status = 200, body = Holdings, description = "The holdings")))]
pub async fn list_holdings(cx: Cx<RolesRead>, Path(id): Path<MemberId>) -> Answer<Json<Holdings>> {
    let read = cx.read(move |tx| {
        customer_of(tx, id)?;
        rows::views(tx, Which::Of(id))
    });
    Ok(Json(Holdings { items: read.await? }))
}
