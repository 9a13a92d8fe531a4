//! Finishing a sign-in with a code: of the authenticator app, or from the paper. Good once, counted before it is looked at.

use super::MeView;
use super::refusal::refused;
use super::second_step::{Proved, SecondStep};
use crate::cx::RequestFacts;
use crate::edge::{Answer, Json};
use crate::factors::tell::tell;
use crate::factors::{Factor, app, paper};
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use courier::FactorChange;
use http::HeaderMap;
use kernel::Result;
use serde::Deserialize;

/// A code.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondCode {
    /// Six digits of the authenticator app, or the 24 letters and digits of a recovery code.
    #[schema(example = "287082")]
    code: String,
}

/// Finish signing in with an authenticator app
///
/// After `POST /session` answered 202. Three codes in thirty seconds may be wrong, and ten in all; then the password again.
#[utoipa::path(post, path = "/session/totp", tag = "Session", operation_id = "signInWithTotp", request_body = SecondCode,
    responses((status = 200, description = "Signed in; the cookie is set.", body = MeView)))]
pub async fn finish_with_totp(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<SecondCode>,
) -> Answer<Response> {
    Ok(finish(&access, &headers, &facts, Factor::Totp, asked.code).await?)
}

/// Finish signing in with a recovery code
///
/// After `POST /session` answered 202. The code is used up.
#[utoipa::path(post, path = "/session/recovery-code", tag = "Session", operation_id = "signInWithRecoveryCode", request_body = SecondCode,
    responses((status = 200, description = "Signed in; the cookie is set.", body = MeView)))]
pub async fn finish_with_recovery_code(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<SecondCode>,
) -> Answer<Response> {
    Ok(finish(&access, &headers, &facts, Factor::RecoveryCode, asked.code).await?)
}

async fn finish(access: &Access, headers: &HeaderMap, facts: &RequestFacts, factor: Factor, code: String) -> Result<Response> {
    let step = SecondStep::prepare(access, headers, facts).await?;
    let house = step.house()?;
    step.finish(move |tx, half| {
        let member = half.member.id;
        let right = match factor {
            Factor::Totp => app::accept(tx, member, &code)?,
            _ => paper::accept(tx, member, &code)?,
        };
        if !right {
            return Ok(Err(refused(&half.member, factor)));
        }
        if factor == Factor::RecoveryCode {
            let left = paper::left(tx, member)?;
            tell(tx, house, member, FactorChange::CodeUsed(left))?;
        }
        Ok(Ok(Proved { by: factor, passkey: None }))
    })
    .await
}
