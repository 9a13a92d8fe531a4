//! Finishing a sign-in with a code: of the authenticator app, or from the paper. Good once, counted before it is looked at.

use super::create::admit;
use super::guesses::Guess;
use super::half::{self, Begun};
use super::opening::Opening;
use super::seen::nobody;
use super::{MeView, SESSION_REFUSED};
use crate::cx::RequestFacts;
use crate::edge::{Answer, Json};
use crate::factors::tell::tell;
use crate::factors::{Factor, app, paper, tries};
use crate::state::Access;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use courier::FactorChange;
use http::HeaderMap;
use kernel::{Error, Result, Zone};
use serde::Deserialize;
use store::{Event, Origin, Outcome, Subject};

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
    facts: Option<Extension<RequestFacts>>,
    headers: HeaderMap,
    Json(asked): Json<SecondCode>,
) -> Answer<Response> {
    let facts = facts.map(|Extension(facts)| facts).unwrap_or_default();
    Ok(finish(&access, &headers, &facts, Factor::Totp, asked.code).await?)
}

/// Finish signing in with a recovery code
///
/// After `POST /session` answered 202. The code is used up.
#[utoipa::path(post, path = "/session/recovery-code", tag = "Session", operation_id = "signInWithRecoveryCode", request_body = SecondCode,
    responses((status = 200, description = "Signed in; the cookie is set.", body = MeView)))]
pub async fn finish_with_recovery_code(
    State(access): State<Access>,
    facts: Option<Extension<RequestFacts>>,
    headers: HeaderMap,
    Json(asked): Json<SecondCode>,
) -> Answer<Response> {
    let facts = facts.map(|Extension(facts)| facts).unwrap_or_default();
    Ok(finish(&access, &headers, &facts, Factor::RecoveryCode, asked.code).await?)
}

async fn finish(access: &Access, headers: &HeaderMap, facts: &RequestFacts, factor: Factor, code: String) -> Result<Response> {
    let begun = Begun::of(access, headers).await?;
    let opening = Opening::prepare(access, headers)?;
    let (ticket, digest) = (opening.ticket(), begun.digest);
    let half = begun.realm.read(nobody(Origin::default()), move |tx| half::find(tx, &digest)).await?;
    admit(access, &begun.realm, begun.listing.id, half.member.id, facts).await?;
    let guess = Guess::of(&begun.listing.slug, &half.member.email, facts, half.device);
    let zone = Zone::parse(&begun.listing.zone).map_err(Error::internal)?;
    let house = access.house(&begun.listing.name, &zone);
    let mut authority = opening.authority(half.member.id, facts);
    authority.origin.session = None;
    let is_in = begun
        .realm
        .write(authority, move |mut tx| {
            // Looked at again under the writer's lock: of two guesses sent side by side each is counted.
            let half = half::find(&mut tx, &digest)?;
            tries::allow(&mut tx, half.member.id, &half.door())?;
            let right = match factor {
                Factor::Totp => app::accept(&mut tx, half.member.id, &code)?,
                _ => paper::accept(&mut tx, half.member.id, &code)?,
            };
            if !right {
                half::count(&mut tx, &half)?;
                return tx.commit(refused(&half, factor), false);
            }
            if factor == Factor::RecoveryCode {
                let left = paper::left(&mut tx, half.member.id)?;
                tell(&mut tx, house, half.member.id, FactorChange::CodeUsed(left))?;
            }
            half::end(&mut tx, &half)?;
            let event = ticket.open(&mut tx, &half.member, factor, None)?;
            tx.commit(event, true)
        })
        .await?;
    if !is_in {
        return Err(Error::SignInFailed);
    }
    guess.give_back(access);
    opening.answer(&begun.realm, &begun.listing).await
}

/// The record of a wrong proof.
pub(crate) fn refused(half: &half::Half, factor: Factor) -> Event {
    let subject = Subject::new("member", half.member.id);
    Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(half.member.email.as_str()).first("factor", &factor)
}
