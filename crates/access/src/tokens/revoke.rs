//! Revoking a token.

use super::{ApiTokenId, TOKEN_REVOKED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::TokensWrite;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Revoke a token
///
/// It is refused from its next request on, at the latest half a second after this answer.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "Programs", operation_id = "revokeToken",
    params(("id" = String, Path, description = "The token's id.", example = "tok_01jd7q3v9mf4x8t2c5k6w0ezya")),
    responses((status = 204, description = "It has ended.")))]
pub async fn revoke_token(cx: Cx<TokensWrite>, Path(id): Path<ApiTokenId>) -> Answer<StatusCode> {
    let asker = cx.member();
    cx.write(move |mut tx| {
        let found = rows::find(&mut tx, asker, id)?;
        if found.revoked_at.is_some() {
            return Err(Error::refused("already-revoked", "the token has been revoked already"));
        }
        rows::revoke(&mut tx, &found)?;
        let event = Event::new(&TOKEN_REVOKED, Subject::new("token", id)).label(found.name);
        tx.commit(event.touching(Subject::new("member", found.member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
