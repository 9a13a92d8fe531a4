//! Signing in. Every failure has the same body, the same status and the same work behind it.

use super::guesses::Guess;
use super::half::First;
use super::known::{self, DeviceId};
use super::opening::Opening;
use super::refusal::SHUT;
use super::rows::MemberCredentials;
use super::seen::nobody;
use super::token::HALF;
use super::{FACTOR_ASKED, MeView, SESSION_REFUSED, half, rows, shut_door};
use crate::cx::{RequestFacts, origin};
use crate::edge::{Answer, Json};
use crate::factors::Factor;
use crate::factors::held::Held;
use crate::holdings;
use crate::networks::admit_sign_in;
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use kernel::{Actor, Email, Error, Line, MemberId, OrganisationId, Result, Slug, Timestamp, typed_id};
use serde::Deserialize;
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
    pub(super) organisation: String,
    /// The member's address.
    #[schema(example = "ana@example.org")]
    pub(super) email: String,
    /// The password, verbatim; at most 1024 bytes.
    #[schema(example = "correct horse battery staple")]
    password: String,
}

/// What is still to come.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct FactorAsked {
    /// With what the sign-in can be finished, the strongest first.
    factors: Vec<Factor>,
    /// Until when; then the password again.
    expires_at: Timestamp,
}

/// Sign in
///
/// Sets the session's cookie. Wrong organisation, address and password are not told apart. Where the member has set up a second factor,
/// the answer is 202 and names what can be sent to `/session/totp`, `/session/passkey` or `/session/recovery-code` within five minutes.
#[utoipa::path(post, path = "/session", tag = "Session", operation_id = "signIn", request_body = SignIn,
    responses(
        (status = 200, description = "Signed in; the cookie is set.", body = MeView),
        (status = 202, description = "The password is right; a second factor is still to come.", body = FactorAsked)))]
pub async fn create_session(
    State(access): State<Access>,
    facts: RequestFacts,
    headers: HeaderMap,
    Json(asked): Json<SignIn>,
) -> Answer<Response> {
    let known = known::asking(&access, &asked, &headers).await?;
    let guess = Guess::of(&asked.organisation, &asked.email, &facts, known);
    guess.take(&access).inspect_err(|_| shut_door::tell_later(&access, &guess, &asked, &facts))?;
    let candidate = candidate(&access, &asked).await?;
    let verdict = verify(&access, &asked.password, candidate.as_ref().and_then(|found| found.password.as_deref())).await?;
    let is_shut = candidate.as_ref().is_some_and(|candidate| candidate.is_shut);
    let (Some(candidate), Verdict::Right { rehash }, false) = (candidate.as_ref(), verdict, is_shut) else {
        let reason = (is_shut && matches!(verdict, Verdict::Right { .. })).then_some(SHUT);
        refuse(&asked, candidate.as_ref(), &facts, reason);
        return Err(Error::SignInFailed.into());
    };
    let member = candidate.member.clone().ok_or(Error::SignInFailed)?;
    admit(&access, &candidate.realm, candidate.listing.id, member.id, &facts).await?;
    let anew = if rehash { Some(hash(&access, &asked.password).await?) } else { None };
    let right = Right { candidate, member, anew, known, facts: &facts };
    let held = right.held().await?;
    if held.asks_for_more() {
        // The tries come back when the sign-in is finished: a password that was found out gives no more of them.
        return Ok(right.ask(held).await?);
    }
    guess.give_back(&access);
    Ok(right.start(&access, &headers).await?)
}

/// An organisation that is open and, if the address is known there, its member.
struct Candidate {
    listing: Listing,
    realm: Arc<Realm>,
    member: Option<rows::MemberCredentials>,
    password: Option<String>,
    /// Whether they come in by single sign-on alone.
    is_shut: bool,
}

async fn candidate(access: &Access, asked: &SignIn) -> Result<Option<Candidate>> {
    let (Ok(slug), Ok(email)) = (Slug::parse(&asked.organisation), Email::parse(&asked.email)) else { return Ok(None) };
    let Some(listing) = access.0.store.organisation_by_slug(slug).await? else { return Ok(None) };
    if listing.standing != Standing::Active {
        return Ok(None);
    }
    let realm = access.0.store.realm(listing.id).await?;
    // Whoever the address belongs to, and nobody, cost the same look: what a member has set up is asked after the password.
    let look = move |tx: &mut store::Tx<'_>| {
        let member = rows::by_email(tx, &email)?;
        let is_shut = shuts(tx, member.as_ref().map(|member| member.id))?;
        Ok((member, is_shut))
    };
    let (member, is_shut) = realm.read(nobody(store::Origin::default()), look).await?;
    let password = member.as_ref().and_then(|member| member.password.clone());
    Ok(Some(Candidate { listing, realm, member, password, is_shut }))
}

/// From outside the organisation's networks nobody signs in, by whichever factor.
pub(crate) async fn admit(
    access: &Access,
    realm: &Arc<Realm>,
    organisation: OrganisationId,
    member: MemberId,
    facts: &RequestFacts,
) -> Result<()> {
    let standing = move |tx: &mut store::Tx<'_>| {
        let customer = holdings::customer_of(tx, member)?;
        holdings::standing(tx, member, customer)
    };
    let standing = realm.read(nobody(store::Origin::default()), standing).await?;
    admit_sign_in(access, organisation, member, &standing.words, facts).await
}

/// The same work whether there is a record or not.
pub(super) async fn verify(access: &Access, password: &str, record: Option<&str>) -> Result<Verdict> {
    let pending = match record {
        Some(record) => access.0.passwords.verify(password, record),
        None => access.0.passwords.verify_dummy(password),
    };
    pending.map_err(busy)?.await.map_err(busy)
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
fn refuse(asked: &SignIn, candidate: Option<&Candidate>, facts: &RequestFacts, reason: Option<&str>) {
    let Some(candidate) = candidate else { return };
    let subject = match &candidate.member {
        Some(member) => Subject::new("member", member.id),
        None => Subject::unnamed("member"),
    };
    let label = Line::<254>::parse(&asked.email).map(Line::into_string).unwrap_or_default();
    let event = Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(label).first("reason", &reason);
    let (realm, authority) = (Arc::clone(&candidate.realm), nobody(origin(facts, None)));
    tokio::spawn(async move {
        if let Err(error) = realm.record(authority, event).await {
            tracing::error!(%error, "a failed sign-in could not be put on record");
        }
    });
}

/// A right password, and whose.
struct Right<'a> {
    candidate: &'a Candidate,
    member: MemberCredentials,
    /// The password's record made anew, where the parameters have risen.
    anew: Option<String>,
    known: Option<DeviceId>,
    facts: &'a RequestFacts,
}

impl Right<'_> {
    async fn held(&self) -> Result<Held> {
        let member = self.member.id;
        self.candidate.realm.read(nobody(store::Origin::default()), move |tx| Held::of(tx, member)).await
    }

    /// Signs in.
    async fn start(self, access: &Access, headers: &HeaderMap) -> Result<Response> {
        let opening = Opening::prepare(access, headers)?;
        let (ticket, authority) =
            (opening.ticket(access.house_of(&self.candidate.listing)?), opening.authority(self.member.id, self.facts));
        let (member, anew) = (self.member, self.anew);
        self.candidate
            .realm
            .write(authority, move |mut tx| {
                let event = ticket.open(&mut tx, &member, Factor::Password, None)?;
                if let Some(record) = anew {
                    rows::set_password(&mut tx, member.id, &record)?;
                }
                tx.commit(event, ())
            })
            .await?;
        opening.answer(&self.candidate.realm, &self.candidate.listing).await
    }

    /// Asks for the second factor.
    async fn ask(self, held: Held) -> Result<Response> {
        let token = Token::generate(&mut OsRandom).map_err(Error::internal)?;
        let (digest, member, known) = (token.digest(), self.member, self.known);
        let authority = Authority::bare(Actor::Member(member.id), origin(self.facts, None));
        let offers = held.offers();
        let event = Event::new(&FACTOR_ASKED, Subject::new("member", member.id)).label(member.email.as_str()).first("factors", &offers);
        let anew = self.anew;
        let expires_at = self
            .candidate
            .realm
            .write(authority, move |mut tx| {
                let expires_at = half::begin(&mut tx, member.id, known, &digest, First::Password)?;
                if let Some(record) = anew {
                    rows::set_password(&mut tx, member.id, &record)?;
                }
                tx.commit(event, expires_at)
            })
            .await?;
        let mut response = (StatusCode::ACCEPTED, axum::Json(FactorAsked { factors: offers, expires_at })).into_response();
        let cookie = HALF.set(&HALF.write(self.candidate.listing.id, &token), half::HALF_MILLIS / 1000);
        response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
        Ok(response)
    }
}
