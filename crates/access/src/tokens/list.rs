//! Which tokens there are.

use super::wire::TokenList;
use super::{rows, rules};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::TokensRead;
use axum::Json;

/// List tokens
///
/// Those of the organisation, or only one's own, as far as the permission reaches; at most 500.
#[utoipa::path(get, path = "/tokens", tag = "Programs", operation_id = "listTokens",
    responses((status = 200, description = "The tokens, the latest first.", body = TokenList)))]
pub async fn list_tokens(cx: Cx<TokensRead>) -> Answer<Json<TokenList>> {
    let asker = cx.member();
    let found = cx.read(move |tx| rows::seen_by(tx, asker)).await?;
    Ok(Json(TokenList { items: found.into_iter().map(Into::into).collect(), lendable: rules::lendable(&cx.identity().rights) }))
}
