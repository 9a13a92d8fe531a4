//! Signing in with a passkey: as the second step, or alone. A proof that is not accepted is answered like a wrong password.

use super::MeView;
use super::asked::{self, Asked};
use super::create::admit;
use super::guesses::Guess;
use super::opening::{Opening, before_it_opens};
use super::refusal::{SHUT, refused};
use super::rows::{MemberCredentials, by_id};
use super::second_step::{Proved, SecondStep};
use super::seen::nobody;
use super::token::HALF;
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::factors::Factor;
use crate::factors::passkeys::challenge::{self, Purpose};
use crate::factors::passkeys::relying::{Refusal, read_proof};
use crate::factors::passkeys::rows::{self, StoredPasskey};
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use kernel::{Error, Result, Slug};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::door::Standing;
use store::{Event, Origin, WriteTx};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

/// A proof by passkey.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyProof {
    /// What the browser answered, as its `toJSON()` gives it.
    #[schema(value_type = Object)]
    credential: Map<String, Value>,
}

/// Sign in with a passkey
///
/// The answer to what `POST /session/passkey/options` asked for: the second step of a sign-in, or the whole of it.
#[utoipa::path(post, path = "/session/passkey", tag = "Session", operation_id = "signInWithPasskey", request_body = PasskeyProof,
    responses((status = 200, description = "Signed in; the cookie is set.", body = MeView)))]
pub async fn sign_in_with_passkey(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<PasskeyProof>,
) -> Answer<Response> {
    let proof = read_proof(&Value::Object(asked.credential)).ok_or(Error::SignInFailed)?;
    let alone = HALF.value(&headers).and_then(|value| Asked::read(&access, &value));
    Ok(match alone {
        Some(asked) => alone_with(&access, &headers, &facts, asked, proof).await?,
        None => second_with(&access, &headers, &facts, proof).await?,
    })
}

async fn second_with(access: &Access, headers: &HeaderMap, facts: &RequestFacts, proof: PublicKeyCredential) -> Result<Response> {
    let judging = access.clone();
    let step = SecondStep::prepare(access, headers, facts).await?;
    step.finish(move |tx, half| {
        let state = challenge::take(tx, half.id.as_str(), Purpose::SignIn)?.ok_or(Error::SignInExpired)?;
        let stored = rows::by_credential(tx, proof.get_credential_id())?.filter(|stored| stored.member == half.member.id);
        let judged = judge(&judging, tx, stored.as_ref(), state, &proof)?;
        let proved = |passkey| Proved { by: Factor::Passkey, passkey: Some(passkey) };
        Ok(judged.map(proved).map_err(|refusal| not_accepted(&half.member, refusal)))
    })
    .await
}

async fn alone_with(
    access: &Access,
    headers: &HeaderMap,
    facts: &RequestFacts,
    asked: Asked,
    proof: PublicKeyCredential,
) -> Result<Response> {
    let slug = Slug::parse(&asked.organisation).map_err(|_| Error::SignInFailed)?;
    let listing = access.0.store.organisation_by_slug(slug).await?.filter(|listing| listing.standing == Standing::Active);
    let listing = listing.ok_or(Error::SignInFailed)?;
    let realm = access.0.store.realm(listing.id).await?;
    let credential = proof.get_credential_id().to_vec();
    let (found, is_shut) = realm
        .read(nobody(Origin::default()), move |tx| {
            let Some(stored) = rows::by_credential(tx, &credential)? else { return Ok((None, false)) };
            Ok((by_id(tx, stored.member)?, shuts(tx, Some(stored.member))?))
        })
        .await?;
    // Who is not named by the device is not known; whoever the key is not of is nobody.
    let member = found.filter(|_| proof.get_user_unique_id().is_some()).ok_or(Error::SignInFailed)?;
    if is_shut {
        let record = refused(&member, Factor::Passkey).first("reason", &SHUT);
        realm.record(nobody(origin(facts, None)), record).await?;
        return Err(Error::SignInFailed);
    }
    admit(access, &realm, listing.id, member.id, facts).await?;
    let opening = Opening::prepare(access, headers)?;
    let (ticket, judging, mark, state) = (opening.ticket(access.house_of(&listing)?), access.clone(), asked.mark(), asked.state);
    let authority = before_it_opens(member.id, facts);
    let is_in = realm
        .write(authority, move |mut tx| {
            let stored = rows::by_credential(&mut tx, proof.get_credential_id())?.filter(|stored| stored.member == member.id);
            let judged = if asked::use_up(&mut tx, &mark)? {
                judge(&judging, &mut tx, stored.as_ref(), state, &proof)?
            } else {
                Err(Refusal::NotAccepted)
            };
            match judged {
                Ok(passkey) => {
                    let event = ticket.open_by(&mut tx, &member, Factor::Passkey, Some(&passkey))?;
                    tx.commit(event, true)
                }
                Err(refusal) => tx.commit(not_accepted(&member, refusal), false),
            }
        })
        .await?;
    if !is_in {
        return Err(Error::SignInFailed);
    }
    Guess::of_nobody(facts).give_back(access);
    opening.answer(&realm, &listing).await
}

/// Judges a proof by a stored passkey, and notes its use.
pub(super) fn judge(
    access: &Access,
    tx: &mut WriteTx<'_>,
    stored: Option<&StoredPasskey>,
    state: DiscoverableAuthentication,
    proof: &PublicKeyCredential,
) -> Result<std::result::Result<StoredPasskey, Refusal>> {
    let Some(stored) = stored else { return Ok(Err(Refusal::NotAccepted)) };
    Ok(match access.0.relying_party.judge_proof(proof, state, stored)? {
        Ok(key) => {
            rows::used(tx, stored.id, &key)?;
            Ok(stored.clone())
        }
        Err(refusal) => Err(refusal),
    })
}

fn not_accepted(member: &MemberCredentials, refusal: Refusal) -> Event {
    let event = refused(member, Factor::Passkey);
    if refusal == Refusal::PossibleCopy { event.note(Some("the key's counter did not grow: there may be a copy of it")) } else { event }
}
