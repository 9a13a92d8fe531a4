//! Opening a session for somebody who has just joined.

use super::create::SessionId;
use super::seen::{Home, identity, nobody};
use super::{ABSOLUTE_MILLIS, MeView, rows, token};
use crate::cx::{RequestFacts, origin};
use crate::state::Access;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::{Actor, Error, MemberId, Result, Zone};
use std::sync::Arc;
use store::door::{Authority, Listing, Realm};
use store::{Origin, Subject, WriteTx};
use vault::{OsRandom, Token, TokenDigest};

/// A session about to be opened: its token is made before the transaction, and leaves after it.
pub(crate) struct Opening {
    id: String,
    token: Token,
    browser: String,
}

/// What of an opening goes into the transaction.
pub(crate) struct Ticket {
    id: String,
    digest: TokenDigest,
    browser: String,
}

impl Opening {
    pub(crate) fn prepare(access: &Access, headers: &HeaderMap) -> Result<Self> {
        let token = Token::generate(&mut OsRandom).map_err(Error::internal)?;
        let id = SessionId::new(access.now(), &**access.0.store.rng()).to_string();
        Ok(Self { id, token, browser: super::device::device(headers) })
    }

    pub(crate) fn authority(&self, member: MemberId, facts: &RequestFacts) -> Authority {
        let origin = Origin { session: Some(self.id.clone()), ..origin(facts, None) };
        Authority::bare(Actor::Member(member), origin)
    }

    pub(crate) fn ticket(&self) -> Ticket {
        Ticket { id: self.id.clone(), digest: self.token.digest(), browser: self.browser.clone() }
    }

    pub(crate) async fn answer(self, realm: &Arc<Realm>, listing: &Listing) -> Result<Response> {
        let digest = self.token.digest();
        let live = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await?;
        let live = live.ok_or_else(|| Error::internal("the session just opened is not live"))?;
        let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
        let home = Home { id: listing.id, slug: listing.slug.clone(), name: listing.name.clone(), zone };
        let (identity, _) = identity(live, home);
        let mut response = axum::Json(MeView::of(&identity)).into_response();
        let cookie = token::set_cookie(&token::write(listing.id, &self.token), ABSOLUTE_MILLIS / 1000);
        response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
        Ok(response)
    }
}

impl Ticket {
    pub(crate) fn open(&self, tx: &mut WriteTx<'_>, member: MemberId) -> Result<Subject> {
        rows::start(tx, &self.id, member, &self.digest, &self.browser)?;
        Ok(Subject::new("session", &self.id))
    }
}

/// A link is used by somebody who is nobody here yet: who is signed in as somebody else signs out first, so that nobody goes on as
/// another than they think.
pub(crate) async fn refuse_signed_in(access: &Access, headers: &HeaderMap) -> Result<()> {
    match super::identify(access, headers).await {
        Ok(_) => Err(Error::refused("signed-in-already", "somebody is signed in here: sign out first")),
        Err(Error::NotSignedIn) => Ok(()),
        Err(other) => Err(other),
    }
}
