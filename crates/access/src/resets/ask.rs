//! Asking for a link to choose a new password. Answered before anybody is looked for, so that the answer can tell nothing.

use super::rows::{self, Asked};
use super::{RESET_ASKED, RESET_MILLIS};
use crate::cookie;
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::sessions::{admit, nobody};
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use kernel::{Email, Error, Result, Slug, Zone};
use serde::Deserialize;
use store::door::Standing;
use store::{Event, Subject};
use vault::{OsRandom, Token, TokenDigest};

/// The cookie by which the browser that asked is known again.
pub(super) const BROWSER: &str = "__Host-r";

/// Who forgot their password. Anything malformed is answered like anybody else.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// The organisation's short name.
    #[schema(example = "north-river")]
    organisation: String,
    /// The member's address.
    #[schema(example = "ana@example.org")]
    email: String,
}

/// Forgot my password
///
/// If there is such a member, a link goes to their address. The answer is the same for everybody, and so is the work before it.
#[utoipa::path(post, path = "/password-reset", tag = "Session", operation_id = "askForPasswordReset", request_body = ResetRequest,
    responses((status = 202, description = "If there is such a member, a link is on its way.")))]
pub async fn ask_for_reset(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<ResetRequest>,
) -> Answer<Response> {
    access.link_used_from(&facts)?;
    let known = cookie::value(&headers, BROWSER).and_then(|text| Token::parse(&text).ok());
    let browser = match known {
        Some(token) => token,
        None => Token::generate(&mut OsRandom).map_err(Error::internal)?,
    };
    let digest = browser.digest();
    tokio::spawn(async move {
        if let Err(error) = send(&access, asked, &facts, digest).await {
            tracing::error!(%error, "a reset that was asked for could not be sent");
        }
    });
    let mut response = StatusCode::ACCEPTED.into_response();
    let cookie = cookie::set(BROWSER, &browser.text(), RESET_MILLIS / 1000);
    response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
    Ok(response)
}

/// Looks for the member and sends the link, after the answer has left. From outside of the networks none is sent, which the log says and
/// the answer cannot: it would tell where there is somebody, and which organisations have networks.
async fn send(access: &Access, asked: ResetRequest, facts: &RequestFacts, browser: TokenDigest) -> Result<()> {
    let authority = nobody(origin(facts, None));
    let (Ok(slug), Ok(email)) = (Slug::parse(&asked.organisation), Email::parse(&asked.email)) else { return Ok(()) };
    // A mailbox is not filled by whoever knows its address; what was sent already still works.
    let account = (slug.to_string(), email.to_string());
    if access.0.resets_by_account.take(&account, access.now()).is_err() {
        return Ok(());
    }
    let listing = access.0.store.organisation_by_slug(slug).await?;
    let Some(listing) = listing.filter(|listing| listing.standing == Standing::Active) else { return Ok(()) };
    let realm = access.0.store.realm(listing.id).await?;
    let wanted = email.clone();
    let Some(person) = realm.read(authority.clone(), move |tx| rows::by_email(tx, &wanted)).await? else { return Ok(()) };
    match admit(access, &realm, listing.id, person.id, facts).await {
        Err(Error::NetworkRefused) => return Ok(()),
        other => other?,
    }
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let asked = Asked { organisation: listing.id, house: access.house(&listing.name, &zone), by: None, browser: Some(browser) };
    realm
        .write(authority, move |mut tx| {
            let person = rows::by_email(&mut tx, &email)?.ok_or_else(|| Error::not_found("member"))?;
            rows::send(&mut tx, &person, &asked)?;
            tx.commit(Event::new(&RESET_ASKED, Subject::new("member", person.id)).label(person.name), ())
        })
        .await
}
