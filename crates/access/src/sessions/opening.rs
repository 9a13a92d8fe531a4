//! Opening a session, once everything was proved that had to be: the same whether by password, code, passkey or invitation.

use super::create::SessionId;
use super::known::{self, KNOWN_MILLIS};
use super::rows::{LiveSession, MemberCredentials, NewSession};
use super::seen::{Home, identity, nobody};
use super::token::{DEVICE, HALF, SESSION};
use super::{MeView, SESSION_STARTED, rows};
use crate::cx::{Cx, RequestFacts, origin};
use crate::factors::Factor;
use crate::factors::passkeys::rows::StoredPasskey;
use crate::permission::Permission;
use crate::pushes;
use crate::single_sign_on::required::shuts;
use crate::state::Access;
use axum::response::{IntoResponse, Response};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};
use kernel::{Actor, Email, Error, MemberId, Result, Timestamp, Zone};
use std::sync::Arc;
use store::door::{Authority, Listing, Realm};
use store::{Event, Origin, Subject, WriteTx};
use vault::{OsRandom, Token, TokenDigest};

/// A session about to be opened: its tokens are made before the transaction, and leave after it.
pub(crate) struct Opening {
    id: String,
    token: Token,
    /// The browser's token, its own or a new one: digest and cookie.
    device: (TokenDigest, String),
    browser: String,
    /// The session that the browser presents: it ends with the new one's beginning.
    before: Option<TokenDigest>,
}

/// What of an opening goes into the transaction.
#[derive(Clone)]
pub(crate) struct Ticket {
    id: String,
    digest: TokenDigest,
    device: TokenDigest,
    browser: String,
    before: Option<TokenDigest>,
    house: House,
    /// Whether the organisation's provider lets them in.
    by_provider: bool,
}

impl Opening {
    /// Prepares a session for whoever sent these headers.
    pub(crate) fn prepare(access: &Access, headers: &HeaderMap) -> Result<Self> {
        let token = || Token::generate(&mut OsRandom).map_err(Error::internal);
        let device = match (DEVICE.bare_among(headers), DEVICE.value(headers)) {
            (Some(digest), Some(value)) => (digest, value),
            _ => {
                let token = token()?;
                (token.digest(), DEVICE.write_bare(&token))
            }
        };
        Ok(Self {
            id: SessionId::new(access.now(), &**access.0.store.rng()).to_string(),
            token: token()?,
            device,
            browser: super::device::device(headers),
            before: SESSION.among(headers).map(|(_, digest)| digest),
        })
    }

    /// The authority under which a member opens it.
    pub(crate) fn authority(&self, member: MemberId, facts: &RequestFacts) -> Authority {
        let origin = Origin { session: Some(self.id.clone()), ..origin(facts, None) };
        Authority::bare(Actor::Member(member), origin)
    }

    /// What goes into the transaction; the house is the one in whose name its member is told of a new browser.
    pub(crate) fn ticket(&self, house: House) -> Ticket {
        let (id, browser) = (self.id.clone(), self.browser.clone());
        Ticket { id, digest: self.token.digest(), device: self.device.0, browser, before: self.before, house, by_provider: false }
    }

    /// The answer: who the member is, and the cookies.
    pub(crate) async fn answer(self, realm: &Arc<Realm>, listing: &Listing) -> Result<Response> {
        let live = self.live(realm).await?;
        let (seconds, now) = (seconds(&live), live.seen_at);
        self.with_cookies(listing, who(live, listing, now)?, seconds)
    }

    /// The cookies, on an answer that leads to a page.
    pub(crate) async fn on_the_way(self, realm: &Arc<Realm>, listing: &Listing, to: Response) -> Result<Response> {
        let seconds = seconds(&self.live(realm).await?);
        self.with_cookies(listing, to, seconds)
    }

    async fn live(&self, realm: &Arc<Realm>) -> Result<LiveSession> {
        let digest = self.token.digest();
        let live = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await?;
        live.ok_or_else(|| Error::internal("the session just opened is not live"))
    }

    fn with_cookies(&self, listing: &Listing, mut response: Response, seconds: i64) -> Result<Response> {
        let cookies = [
            SESSION.set(&SESSION.write(listing.id, &self.token), seconds),
            DEVICE.set(&self.device.1, KNOWN_MILLIS / 1000),
            HALF.set("", 0),
        ];
        for cookie in cookies {
            let cookie: HeaderValue = cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?;
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        Ok(response)
    }
}

/// How long a session lasts.
fn seconds(live: &LiveSession) -> i64 {
    (live.expires_at.millis() - live.created_at.millis()) / 1000
}

fn who(live: LiveSession, listing: &Listing, now: Timestamp) -> Result<Response> {
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let home = Home { id: listing.id, slug: listing.slug.clone(), name: listing.name.clone(), zone };
    let (identity, _) = identity(live, home);
    Ok(axum::Json(MeView::at(&identity, now)).into_response())
}

impl Ticket {
    /// The same for somebody whom the organisation's provider lets in.
    pub(crate) fn by_provider(self) -> Self {
        Self { by_provider: true, ..self }
    }

    /// The session, for a record that speaks of more than its beginning.
    pub(crate) fn subject(&self) -> Subject {
        Subject::new("session", &self.id)
    }

    /// Opens the session, and gives its record. Single sign-on may have become required since somebody looked: nothing opens by another
    /// way then, and nothing is left that would have to be ended.
    pub(crate) fn open(&self, tx: &mut WriteTx<'_>, member: &MemberCredentials, factor: Factor, passkey: Option<&str>) -> Result<Event> {
        if !self.by_provider && shuts(tx, Some(member.id))? {
            return Err(Error::SignInFailed);
        }
        let known = known::find(tx, member.id, &self.device)?;
        let device = match known {
            Some(device) => {
                known::meet(tx, device)?;
                device
            }
            None => {
                // Whoever knows no browser yet signs in for the first time: there is nobody to be warned of.
                if known::has_others(tx, member.id)? {
                    self.tell(tx, member)?;
                }
                known::learn(tx, member.id, &self.device, &self.browser)?
            }
        };
        let new = NewSession {
            id: &self.id,
            member: member.id,
            digest: &self.digest,
            browser: &self.browser,
            factor,
            passkey,
            device: device.as_str(),
            by_provider: self.by_provider,
        };
        if let Some(before) = &self.before {
            rows::end_under(tx, before)?;
        }
        pushes::end_of_others(tx, member.id, &self.device)?;
        rows::start(tx, &new)?;
        let event = Event::new(&SESSION_STARTED, Subject::new("session", &self.id)).label(member.email.as_str()).first("factor", &factor);
        Ok(if known.is_none() { event.first("new_browser", &self.browser) } else { event })
    }

    /// The same for somebody whom the organisation's provider vouches for: since when, and whether it speaks of a second factor that
    /// counts.
    pub(crate) fn open_elsewhere(
        &self,
        tx: &mut WriteTx<'_>,
        member: &MemberCredentials,
        proved_at: Timestamp,
        second: bool,
    ) -> Result<Event> {
        let event = self.open(tx, member, Factor::Sso, None)?;
        rows::proved_elsewhere(tx, &self.id, proved_at, second)?;
        Ok(event)
    }

    /// The same by a factor that may be a passkey, which the record then names.
    pub(crate) fn open_by(
        &self,
        tx: &mut WriteTx<'_>,
        member: &MemberCredentials,
        factor: Factor,
        passkey: Option<&StoredPasskey>,
    ) -> Result<Event> {
        let event = self.open(tx, member, factor, passkey.map(|passkey| passkey.id.as_str()))?;
        Ok(if let Some(passkey) = passkey { event.first("passkey", &passkey.name) } else { event })
    }
}

impl Ticket {
    /// Tells the member of a browser that was not seen before.
    fn tell(&self, tx: &mut WriteTx<'_>, member: &MemberCredentials) -> Result<()> {
        let email = Email::parse(&member.email).map_err(Error::internal)?;
        let letter = Letter::NewDevice { at: tx.now(), device: self.browser.clone(), address: tx.origin().address.clone() };
        mail::put(tx, Mail { member: Some(member.id), name: member.name.clone(), email, house: self.house.clone(), letter })?;
        Ok(())
    }
}

/// The authority under which a member opens one where the proof may yet turn out wrong: the record of that names no session, as there
/// is none.
pub(crate) fn before_it_opens(member: MemberId, facts: &RequestFacts) -> Authority {
    Authority::bare(Actor::Member(member), origin(facts, None))
}

/// The answer after a session got a new token: who the member is, and the session's new cookie.
pub(crate) async fn renewed<P: Permission>(access: &Access, cx: &Cx<P>, token: &Token) -> Result<Response> {
    let (digest, organisation) = (token.digest(), cx.organisation());
    let listing = access.0.store.organisation(organisation).await?.ok_or(Error::NotSignedIn)?;
    let live = cx.read(move |tx| rows::live(tx, &digest)).await?.ok_or(Error::NotSignedIn)?;
    let seconds = (live.expires_at.millis() - cx.now().millis()).max(0) / 1000;
    let mut response = who(live, &listing, cx.now())?;
    let cookie = SESSION.set(&SESSION.write(organisation, token), seconds);
    response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
    Ok(response)
}
