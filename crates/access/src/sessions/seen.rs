//! Who is behind a request: read from the database, believed for half a second.
//!
//! The half second is what lets a busy screen cost one look instead of one a request; it bounds how long a revoked session,
//! a suspended organisation or a withdrawn role can still act, on every server alike.

use super::rows::{self, LiveSession};
use super::{PERMISSION_DENIED, token};
use crate::cx::{RequestFacts, origin};
use crate::factors::Factor;
use crate::holdings;
use crate::policy::Must;
use crate::roles::{Grant, Role};
use crate::state::Access;
use crate::tokens::TokenFacts;
use http::HeaderMap;
use kernel::{Actor, Error, MemberId, OrganisationId, Reach, Result, Rights, Timestamp, Zone};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::door::{Authority, Standing};
use store::{Event, Origin, Outcome, Subject};
use vault::TokenDigest;

/// How long what was read is believed.
const BELIEVED_MILLIS: i64 = 500;
/// How often the last request's time is written down.
const NOTED_MILLIS: i64 = 5 * 60 * 1000;
/// How long a session that nobody uses is remembered, when there are too many.
const KEPT_MILLIS: i64 = 60 * 60 * 1000;
/// Most sessions remembered.
const MOST: usize = 50_000;

/// The member behind a request.
#[derive(Debug)]
pub struct Identity {
    /// Who.
    pub member: Person,
    /// Where.
    pub organisation: Home,
    /// Their built-in roles.
    pub roles: Vec<Role>,
    /// Every role, by its word or its id.
    pub role_words: Vec<String>,
    /// What they may do, and how far each right reaches.
    pub rights: Rights,
    /// The session; of a program's token, its id and its days.
    pub session: SessionFacts,
    /// The program's token, when it is a program that acts for the member.
    pub token: Option<TokenFacts>,
    /// What the member has to do before they can do anything else.
    pub must: Vec<Must>,
    /// Until when they may go on without what is demanded of them.
    pub grace_until: Option<Timestamp>,
}

/// The member.
#[derive(Debug)]
pub struct Person {
    /// Id.
    pub id: MemberId,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// The organisation.
#[derive(Debug)]
pub struct Home {
    /// Id.
    pub id: OrganisationId,
    /// Short name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Time zone.
    pub zone: Zone,
}

/// The session.
#[derive(Debug)]
pub struct SessionFacts {
    /// Id; not the token.
    pub id: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// How long it may stay silent, in milliseconds.
    pub idle_millis: i64,
    /// With what it was opened, or proved since.
    pub factor: Factor,
    /// When the member last proved who they are.
    pub proved_at: Timestamp,
}

impl Identity {
    /// How far a permission reaches; `None` when it is not granted.
    pub fn reach_of(&self, permission: &str) -> Option<Reach> {
        self.rights.reach(permission)
    }

    /// The rights, as the member is told of them.
    pub fn grants(&self) -> Vec<Grant> {
        holdings::told(&self.rights)
    }
}

/// Sessions seen lately.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<[u8; 32], Seen>>);

struct Seen {
    identity: Arc<Identity>,
    checked_at: Timestamp,
    seen_at: Timestamp,
    noted_at: Timestamp,
}

impl Sessions {
    fn believed(&self, digest: &TokenDigest, now: Timestamp) -> Option<Arc<Identity>> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = seen.get_mut(digest.as_bytes())?;
        let fresh = (0..BELIEVED_MILLIS).contains(&(now.millis() - entry.checked_at.millis()));
        if !fresh || now >= entry.identity.session.expires_at {
            return None;
        }
        entry.seen_at = now;
        Some(Arc::clone(&entry.identity))
    }

    /// Remembers what was read; tells whether the last request's time is due to be written down.
    fn remember(&self, digest: &TokenDigest, identity: &Arc<Identity>, read: Timestamp, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.retain(|_, entry| now.millis() - entry.seen_at.millis() < KEPT_MILLIS);
        }
        let noted_at = seen.get(digest.as_bytes()).map_or(read, |entry| entry.noted_at.max(read));
        let due = now.millis() - noted_at.millis() >= NOTED_MILLIS;
        let noted_at = if due { now } else { noted_at };
        seen.insert(*digest.as_bytes(), Seen { identity: Arc::clone(identity), checked_at: now, seen_at: now, noted_at });
        due
    }

    /// Forgets a session, so that the next request asks the database.
    pub(crate) fn forget(&self, digest: &TokenDigest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(digest.as_bytes());
    }
}

/// The member behind the request's cookie.
pub(crate) async fn identify(access: &Access, headers: &HeaderMap) -> Result<Arc<Identity>> {
    let (organisation, digest) = token::SESSION.among(headers).ok_or(Error::NotSignedIn)?;
    if let Some(identity) = access.0.sessions.believed(&digest, access.now()) {
        return Ok(identity);
    }
    let read = look(access, organisation, &digest).await?;
    let Some((identity, seen_at)) = read else {
        access.0.sessions.forget(&digest);
        return Err(Error::NotSignedIn);
    };
    let identity = Arc::new(identity);
    if access.0.sessions.remember(&digest, &identity, seen_at, access.now()) {
        let realm = access.0.store.realm(organisation).await?;
        realm.note_session_seen(identity.session.id.clone()).await?;
    }
    Ok(identity)
}

async fn look(access: &Access, organisation: OrganisationId, digest: &TokenDigest) -> Result<Option<(Identity, Timestamp)>> {
    let Some(listing) = access.0.store.organisation(organisation).await? else { return Ok(None) };
    if listing.standing != Standing::Active {
        return Ok(None);
    }
    let realm = access.0.store.realm(organisation).await?;
    let digest = *digest;
    let live = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await?;
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    let home = Home { id: listing.id, slug: listing.slug, name: listing.name, zone };
    Ok(live.map(|live| identity(live, home)))
}

pub(super) fn identity(live: LiveSession, organisation: Home) -> (Identity, Timestamp) {
    let seen_at = live.seen_at;
    let identity = Identity {
        member: Person { id: live.member, name: live.name, email: live.email },
        organisation,
        roles: live.standing.roles,
        role_words: live.standing.words,
        rights: live.standing.rights,
        must: live.obligations.must,
        grace_until: live.obligations.grace_until,
        session: SessionFacts {
            id: live.id,
            created_at: live.created_at,
            expires_at: live.expires_at,
            idle_millis: live.idle_millis,
            factor: live.factor,
            proved_at: live.proved_at,
        },
        token: None,
    };
    (identity, seen_at)
}

pub(crate) fn nobody(origin: Origin) -> Authority {
    Authority::bare(Actor::Anonymous, origin)
}

/// Puts a refused request on record.
pub(crate) async fn record_denial(access: &Access, identity: &Identity, facts: &RequestFacts, permission: &'static str) -> Result<()> {
    let realm = access.0.store.realm(identity.organisation.id).await?;
    let authority = Authority::bare(Actor::Member(identity.member.id), origin(facts, Some(identity)));
    let event = Event::new(&PERMISSION_DENIED, Subject::new("member", identity.member.id)).outcome(Outcome::Refused).label(permission);
    realm.record(authority, event).await
}
