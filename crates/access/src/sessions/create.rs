//! Signing in. Every failure has the same body, the same status and the same work behind it.

use super::device::device;
use super::seen::{Home, identity, nobody};
use super::{ABSOLUTE_MILLIS, MeView, SESSION_REFUSED, SESSION_STARTED, rows, token};
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::holdings;
use crate::networks::admit_sign_in;
use crate::state::Access;
use crate::throttle::network;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::{Actor, Email, Error, Line, Result, Slug, Zone, typed_id};
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use store::door::{Authority, Listing, Realm, Standing};
use store::{Event, Outcome, Subject};
use vault::{OsRandom, PasswordError, Token, Verdict};

typed_id!(
    /// A session.
    SessionId, "ses"
);

/// Who wants in. Anything malformed is answered like a wrong password, so that the form tells nothing.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The organisation's short name.
    #[schema(example = "north-river")]
    organisation: String,
    /// The member's address.
    #[schema(example = "ana@example.org")]
    email: String,
    /// The password, verbatim; at most 1024 bytes.
    #[schema(example = "correct horse battery staple")]
    password: String,
}

/// Sign in
///
/// Sets the session cookie. Wrong organisation, address and password are not told apart.
#[utoipa::path(post, path = "/session", tag = "Session", operation_id = "signIn", request_body = SignIn,
    responses((status = 200, description = "Signed in; the cookie is set.", body = MeView)))]
pub async fn create_session(
    State(access): State<Access>,
    facts: Option<Extension<RequestFacts>>,
    headers: HeaderMap,
    Json(asked): Json<SignIn>,
) -> Answer<Response> {
    let facts = facts.map(|Extension(facts)| facts).unwrap_or_default();
    let (account, from) = throttle(&access, &asked, &facts)?;
    let candidate = candidate(&access, &asked).await?;
    let verdict = verify(&access, &asked.password, candidate.as_ref().and_then(|found| found.password.as_deref())).await?;
    let (Some(candidate), Verdict::Right { rehash }) = (candidate.as_ref(), verdict) else {
        refuse(&asked, candidate.as_ref(), &facts);
        return Err(Error::SignInFailed.into());
    };
    access.0.by_account.give_back(&account);
    access.0.by_network.give_back(&from);
    admit(&access, candidate, &facts).await?;
    let anew = if rehash { Some(hash(&access, &asked.password).await?) } else { None };
    Ok(start(&access, candidate, anew, &facts, device(&headers)).await?)
}

/// Takes a try from both buckets before any work is done.
fn throttle(access: &Access, asked: &SignIn, facts: &RequestFacts) -> Result<((String, String), IpAddr)> {
    let short = |text: &str| text.trim().to_lowercase().chars().take(254).collect::<String>();
    let account = (short(&asked.organisation), short(&asked.email));
    let from = network(facts.address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
    let now = access.now();
    let too_many = |retry_after| Error::TooMany { retry_after };
    access.0.by_network.take(&from, now).map_err(too_many)?;
    access.0.by_account.take(&account, now).map_err(too_many)?;
    Ok((account, from))
}

/// An organisation that is open and, if the address is known there, its member.
struct Candidate {
    listing: Listing,
    realm: Arc<Realm>,
    member: Option<rows::MemberCredentials>,
    password: Option<String>,
}

async fn candidate(access: &Access, asked: &SignIn) -> Result<Option<Candidate>> {
    let (Ok(slug), Ok(email)) = (Slug::parse(&asked.organisation), Email::parse(&asked.email)) else { return Ok(None) };
    let Some(listing) = access.0.store.organisation_by_slug(slug).await? else { return Ok(None) };
    if listing.standing != Standing::Active {
        return Ok(None);
    }
    let realm = access.0.store.realm(listing.id).await?;
    let member = realm.read(nobody(store::Origin::default()), move |tx| rows::by_email(tx, &email)).await?;
    let password = member.as_ref().and_then(|member| member.password.clone());
    Ok(Some(Candidate { listing, realm, member, password }))
}

/// From outside the organisation's networks nobody signs in.
async fn admit(access: &Access, candidate: &Candidate, facts: &RequestFacts) -> Result<()> {
    let member = candidate.member.as_ref().ok_or(Error::SignInFailed)?.id;
    let standing = move |tx: &mut store::Tx<'_>| {
        let customer = holdings::customer_of(tx, member)?;
        holdings::standing(tx, member, customer)
    };
    let standing = candidate.realm.read(nobody(store::Origin::default()), standing).await?;
    admit_sign_in(access, candidate.listing.id, member, &standing.words, facts).await
}

/// The same work whether there is a record or not.
pub(super) async fn verify(access: &Access, password: &str, record: Option<&str>) -> Result<Verdict> {
    let pending = match record {
        Some(record) => access.0.passwords.verify(password, record),
        None => access.0.passwords.verify_dummy(password),
    };
    match pending {
        Ok(pending) => pending.await.map_err(busy),
        Err(PasswordError::TooLong) => Ok(Verdict::Wrong),
        Err(error) => Err(busy(error)),
    }
}

pub(crate) async fn hash(access: &Access, password: &str) -> Result<String> {
    let pending = access.0.passwords.hash(password, &mut OsRandom).map_err(busy)?;
    Ok(pending.await.map_err(busy)?.as_str().to_owned())
}

fn busy(error: PasswordError) -> Error {
    match error {
        PasswordError::Busy => Error::Unavailable { retry_after: 2, context: "the password workers are busy".into() },
        other => Error::internal(other),
    }
}

/// Puts the failure on record after the answer has left: writing it takes time that would tell whether the organisation exists.
fn refuse(asked: &SignIn, candidate: Option<&Candidate>, facts: &RequestFacts) {
    let Some(candidate) = candidate else { return };
    let subject = match &candidate.member {
        Some(member) => Subject::new("member", member.id),
        None => Subject::unnamed("member"),
    };
    let label = Line::<254>::parse(&asked.email).map(Line::into_string).unwrap_or_default();
    let event = Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(label);
    let (realm, authority) = (Arc::clone(&candidate.realm), nobody(origin(facts, None)));
    tokio::spawn(async move {
        if let Err(error) = realm.record(authority, event).await {
            tracing::error!(%error, "a failed sign-in could not be put on record");
        }
    });
}

async fn start(access: &Access, candidate: &Candidate, anew: Option<String>, facts: &RequestFacts, device: String) -> Result<Response> {
    let member = candidate.member.clone().ok_or(Error::SignInFailed)?;
    let token = Token::generate(&mut OsRandom).map_err(Error::internal)?;
    let (digest, kept) = (token.digest(), token.digest());
    let id = SessionId::new(access.now(), &**access.0.store.rng()).to_string();
    let mut from = origin(facts, None);
    from.session = Some(id.clone());
    let authority = Authority::bare(Actor::Member(member.id), from);
    candidate
        .realm
        .write(authority, move |mut tx| {
            rows::start(&mut tx, &id, member.id, &digest, &device)?;
            if let Some(record) = anew {
                rows::set_password(&mut tx, member.id, &record)?;
            }
            let event = Event::new(&SESSION_STARTED, Subject::new("session", &id)).label(member.email.as_str());
            tx.commit(event, ())
        })
        .await?;
    let live = candidate.realm.read(nobody(store::Origin::default()), move |tx| rows::live(tx, &kept)).await?;
    let live = live.ok_or_else(|| Error::internal("the session just started is not live"))?;
    let listing = &candidate.listing;
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let home = Home { id: listing.id, slug: listing.slug.clone(), name: listing.name.clone(), zone };
    let (identity, _) = identity(live, home);
    let mut response = axum::Json(MeView::of(&identity)).into_response();
    let cookie = token::set_cookie(&token::write(listing.id, &token), ABSOLUTE_MILLIS / 1000);
    response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
    Ok(response)
}
