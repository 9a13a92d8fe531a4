//! Choosing a new password by a link. Every session ends and none begins: whoever holds the link alone is not in yet.

use super::RESET_DONE;
use super::ask::BROWSER;
use super::rows::{self, Reset};
use crate::carried::Carried;
use crate::cookie;
use crate::credentials;
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::new_password::{self, Whose};
use crate::sessions::{admit, nobody};
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use kernel::{Actor, Email, Error, Result, Zone};
use serde::Deserialize;
use std::sync::Arc;
use store::door::{Authority, Listing, Realm, Standing};
use store::{Committed, Event, Origin, Subject, WriteTx};
use vault::{Token, TokenDigest};

/// The secret of a link, and the password chosen.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// What stood behind `#` in the link.
    #[schema(example = "msr_01jd7q3v9mf4x8t2c5k6w0ezya_Zm9yIHlvdSBhbG9uZSwgYW5kIG9ubHkgdGhpcyBvbmNl")]
    token: String,
    /// 12 to 256 characters, at most 1024 bytes; none that is guessed first.
    #[schema(example = "seven lanterns over quiet water")]
    password: String,
}

/// Choose a new password
///
/// By the link that was mailed. Ends all sessions and opens none; a second factor is asked for at the next sign-in as ever.
#[utoipa::path(put, path = "/password-reset", tag = "Session", operation_id = "setPasswordByReset", request_body = NewPassword,
    responses((status = 204, description = "It is the new password."),
        (status = 404, description = "`reset-void`: the link does not work.")))]
pub async fn set_by_reset(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<NewPassword>,
) -> Answer<Response> {
    let from = access.link_used_from(&facts)?;
    let held = Held::by(&access, &asked.token, &headers).await?;
    access.0.links_by_network.give_back(&from);
    let person = &held.reset.person;
    admit(&access, &held.realm, held.listing.id, person.id, &facts).await?;
    let whose = Whose { slug: &held.listing.slug, organisation: &held.listing.name, name: &person.name, email: &person.email };
    let record = new_password::record(&access, "password", &asked.password, &whose).await?;
    let authority = Authority { actor: Actor::Member(person.id), ..nobody(origin(&facts, None)) };
    let zone = Zone::parse(&held.listing.zone).map_err(Error::internal)?;
    let (house, digest, browser) = (access.house(&held.listing.name, &zone), held.digest, held.browser);
    held.realm.write(authority, move |tx| change(tx, &digest, browser.as_ref(), &record, house)).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = cookie::set(BROWSER, "", 0) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A link that works in this browser.
struct Held {
    listing: Listing,
    realm: Arc<Realm>,
    digest: TokenDigest,
    browser: Option<TokenDigest>,
    reset: Reset,
}

impl Held {
    async fn by(access: &Access, token: &str, headers: &HeaderMap) -> Result<Self> {
        let (organisation, digest) = Carried::Reset.read(token).ok_or_else(void)?;
        let listing = access.0.store.organisation(organisation).await?.ok_or_else(void)?;
        if listing.standing != Standing::Active {
            return Err(void());
        }
        let browser = cookie::value(headers, BROWSER).and_then(|text| Token::parse(&text).ok()).map(|token| token.digest());
        let realm = access.0.store.realm(organisation).await?;
        let found = realm.read(nobody(Origin::default()), move |tx| found(tx, &digest, browser.as_ref())).await?;
        Ok(Self { listing, realm, digest, browser, reset: found })
    }
}

/// The reset of a link. In a browser that asked for another one it does not work: somebody else asked for it.
fn found(tx: &mut store::Tx<'_>, digest: &TokenDigest, browser: Option<&TokenDigest>) -> Result<Reset> {
    let reset = rows::find(tx, digest)?.ok_or_else(void)?;
    match (&reset.browser, browser) {
        (Some(asked_in), Some(used_in)) if asked_in != used_in.as_bytes() => Err(void()),
        _ => Ok(reset),
    }
}

fn change(mut tx: WriteTx<'_>, digest: &TokenDigest, browser: Option<&TokenDigest>, record: &str, house: House) -> Result<Committed<()>> {
    // Two at once: the first counts.
    let person = found(&mut tx, digest, browser)?.person;
    credentials::set_password(&mut tx, person.id, record)?;
    let ended = credentials::end_all(&mut tx, person.id)?;
    rows::end_of(&mut tx, person.id)?;
    mail::take_back_keys(&mut tx, person.id)?;
    let letter = Letter::PasswordChanged { at: tx.now() };
    let email = Email::parse(&person.email).map_err(Error::internal)?;
    mail::put(&mut tx, Mail { member: Some(person.id), name: person.name.clone(), email, house, letter })?;
    let event = Event::new(&RESET_DONE, Subject::new("member", person.id)).label(person.name).first("sessions_ended", &ended);
    tx.commit(event, ())
}

/// One answer for a link that was used, has expired, or never was.
fn void() -> Error {
    Error::Void { code: "reset-void", message: "This link does not work any more. Ask for another one." }
}
