//! Asking for a passkey: as the second step of a sign-in, or as the whole of it.

use super::PASSKEY_ASKED;
use super::asked::Asked;
use super::guesses::Guess;
use super::half::{self, Begun};
use super::seen::nobody;
use super::token::HALF;
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::factors::passkeys::challenge::{self, ASKED_MILLIS, Purpose};
use crate::factors::passkeys::rows;
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::{Actor, Error, Result};
use serde::Deserialize;
use serde_json::Value;
use store::door::Authority;
use store::{Event, Origin, Subject};

/// Where one wants in with a passkey alone; empty to finish a sign-in that has begun.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyWanted {
    /// The organisation's short name.
    #[serde(default)]
    #[schema(example = "north-river")]
    organisation: Option<String>,
}

/// Ask for a passkey
///
/// After `POST /session` answered 202, or with `organisation` for signing in with a passkey alone. Answers what
/// `PublicKeyCredential.parseRequestOptionsFromJSON` takes; the answer has five minutes.
#[utoipa::path(post, path = "/session/passkey/options", tag = "Session", operation_id = "askForPasskey", request_body = PasskeyWanted,
    responses((status = 200, description = "Options for the browser; a cookie is set.", body = Value)))]
pub async fn ask_for_passkey(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<PasskeyWanted>,
) -> Answer<Response> {
    Ok(match asked.organisation {
        Some(organisation) => of_nobody(&access, &facts, organisation)?,
        None => of_half(&access, &facts, &headers).await?,
    })
}

/// The same answer whatever organisation is named.
fn of_nobody(access: &Access, facts: &RequestFacts, organisation: String) -> Result<Response> {
    Guess::of_nobody(facts).take(access)?;
    let (options, state) = access.0.relying_party.ask_proof(&[])?;
    let short = organisation.chars().take(64).collect();
    let value = Asked::new(short, state, access.now()).write(access)?;
    let cookie = HALF.set(&value, ASKED_MILLIS / 1000).ok_or_else(|| Error::internal("what was asked makes no cookie"))?;
    let mut response = axum::Json(options).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

async fn of_half(access: &Access, facts: &RequestFacts, headers: &HeaderMap) -> Result<Response> {
    let begun = Begun::of(access, headers).await?;
    let digest = begun.digest;
    let half = begun.realm.read(nobody(Origin::default()), move |tx| half::find(tx, &digest)).await?;
    let authority = Authority::bare(Actor::Member(half.member.id), origin(facts, None));
    let asking = access.clone();
    let options: Value = begun
        .realm
        .write(authority, move |mut tx| {
            let half = half::find(&mut tx, &digest)?;
            let known = rows::of_member(&mut tx, half.member.id)?;
            if known.is_empty() {
                return Err(Error::refused("no-passkey", "you have no passkey"));
            }
            let (options, state) = asking.0.relying_party.ask_proof(&known)?;
            challenge::keep(&mut tx, half.id.as_str(), Purpose::SignIn, half.member.id, &state)?;
            let event = Event::new(&PASSKEY_ASKED, Subject::new("member", half.member.id)).label(half.member.email.as_str());
            tx.commit(event, options)
        })
        .await?;
    Ok(axum::Json(options).into_response())
}
