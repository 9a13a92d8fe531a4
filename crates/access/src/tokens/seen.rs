//! Which member a token acts for: read from the database, believed for half a second, as with sessions.

use super::rows::{self, LiveToken};
use super::{ApiTokenId, rules, text};
use crate::cx::RequestFacts;
use crate::factors::Factor;
use crate::sessions::{Home, Identity, Person, SessionFacts, nobody};
use crate::state::Access;
use kernel::{Error, Network, Result, Timestamp, Zone};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Origin;
use store::door::{Listing, Standing};
use vault::TokenDigest;

/// How long what was read is believed.
const BELIEVED_MILLIS: i64 = 500;
/// How often the last use is written down.
const NOTED_MILLIS: i64 = 5 * 60 * 1000;
/// Most tokens remembered.
const MOST: usize = 20_000;

/// The token behind a request.
#[derive(Debug, Clone)]
pub struct TokenFacts {
    /// Its id; not the token.
    pub id: ApiTokenId,
    /// From where it may be used; from everywhere when empty.
    pub networks: Vec<Network>,
}

/// Tokens seen lately.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<[u8; 32], Seen>>);

struct Seen {
    identity: Arc<Identity>,
    checked_at: Timestamp,
    noted_at: Timestamp,
}

impl Tokens {
    fn believed(&self, digest: &TokenDigest, now: Timestamp) -> Option<Arc<Identity>> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = seen.get(digest.as_bytes())?;
        let fresh = (0..BELIEVED_MILLIS).contains(&(now.millis() - entry.checked_at.millis()));
        (fresh && now < entry.identity.session.expires_at).then(|| Arc::clone(&entry.identity))
    }

    /// Remembers what was read; tells whether this use is due to be written down.
    fn remember(&self, digest: &TokenDigest, identity: &Arc<Identity>, noted: Option<Timestamp>, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.retain(|_, entry| now.millis() - entry.checked_at.millis() < BELIEVED_MILLIS);
        }
        let noted_at = seen.get(digest.as_bytes()).map(|entry| entry.noted_at).max(noted);
        let due = noted_at.is_none_or(|noted_at| now.millis() - noted_at.millis() >= NOTED_MILLIS);
        let noted_at = if due { now } else { noted_at.unwrap_or(now) };
        seen.insert(*digest.as_bytes(), Seen { identity: Arc::clone(identity), checked_at: now, noted_at });
        due
    }

    fn forget(&self, digest: &TokenDigest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(digest.as_bytes());
    }
}

/// The member for whom a program acts.
pub(crate) async fn identify(access: &Access, token: &str, facts: &RequestFacts) -> Result<Arc<Identity>> {
    let (home, digest) = text::read(token).ok_or(Error::NotSignedIn)?;
    if let Some(identity) = access.0.tokens.believed(&digest, access.now()) {
        return Ok(identity);
    }
    let Some((identity, last_used_at)) = look(access, home, &digest).await? else {
        access.0.tokens.forget(&digest);
        return Err(Error::NotSignedIn);
    };
    let identity = Arc::new(identity);
    if access.0.tokens.remember(&digest, &identity, last_used_at, access.now()) {
        let realm = access.0.store.realm(identity.organisation.id).await?;
        let address = facts.address.map(|address| address.to_canonical().to_string());
        realm.note_token_used(identity.session.id.clone(), address).await?;
    }
    Ok(identity)
}

async fn look(access: &Access, home: String, digest: &TokenDigest) -> Result<Option<(Identity, Option<Timestamp>)>> {
    for listing in access.0.store.organisations_by_start(home).await? {
        if listing.standing != Standing::Active {
            continue;
        }
        let realm = access.0.store.realm(listing.id).await?;
        let digest = *digest;
        if let Some(live) = realm.read(nobody(Origin::default()), move |tx| rows::live(tx, &digest)).await? {
            let last_used_at = live.token.last_used_at;
            return Ok(Some((identity(live, listing)?, last_used_at)));
        }
    }
    Ok(None)
}

fn identity(live: LiveToken, listing: Listing) -> Result<Identity> {
    let LiveToken { token, email, standing } = live;
    let zone = Zone::parse(&listing.zone).map_err(Error::internal)?;
    Ok(Identity {
        member: Person { id: token.member, name: token.member_name, email },
        organisation: Home { id: listing.id, slug: listing.slug, name: listing.name, zone },
        rights: rules::narrowed(&standing.rights, &token.permissions),
        roles: standing.roles,
        role_words: standing.words,
        session: SessionFacts {
            id: token.id.to_string(),
            created_at: token.created_at,
            expires_at: token.expires_at,
            idle_millis: token.expires_at.millis().saturating_sub(token.created_at.millis()),
            factor: Factor::Password,
            proved_at: token.created_at,
        },
        must: Vec::new(),
        grace_until: None,
        token: Some(TokenFacts { id: token.id, networks: token.networks }),
    })
}
