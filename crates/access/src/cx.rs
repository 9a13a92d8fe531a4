//! The one key to a database: a live session, an open organisation, and a role that grants `P`.

use crate::edge::Problem;
use crate::identify::identify;
use crate::permission::Permission;
use crate::permission::all::ExportsRun;
use crate::sensitive::is_fresh;
use crate::sessions::{self, Identity};
use crate::state::Access;
use crate::watch;
use axum::extract::FromRequestParts;
use http::request::Parts;
use kernel::{Actor, Error, MemberId, OrganisationId, Reach, Result, Scope, Timestamp, Zone};
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::marker::PhantomData;
use std::net::IpAddr;
use std::sync::Arc;
use store::door::{Authority, Following, Once, Realm};
use store::{Committed, Event, Origin, Tx, WriteTx};

/// What the edge knows of a request before anybody is known: set as an extension by `gate`.
#[derive(Debug, Clone, Default)]
pub struct RequestFacts {
    /// The request's id.
    pub request_id: String,
    /// The client's address, as far as it can be trusted.
    pub address: Option<IpAddr>,
    /// Filled once somebody is known: what tells whether an answer that streams may go on.
    pub watch: watch::Slot,
}

impl RequestFacts {
    pub(crate) fn of(parts: &Parts) -> Self {
        parts.extensions.get::<Self>().cloned().unwrap_or_default()
    }
}

/// What a handler that is public asks for; one that is not has them in its [`Cx`].
impl<S: Sync> FromRequestParts<S> for RequestFacts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// A request that may do `P`. The first argument of every handler that is not public.
pub struct Cx<P> {
    access: Access,
    identity: Arc<Identity>,
    realm: Arc<Realm>,
    reach: Reach,
    facts: RequestFacts,
    permission: PhantomData<P>,
}

/// A second key to the same organisation, for work that goes on after the answer.
impl<P> Clone for Cx<P> {
    fn clone(&self) -> Self {
        Self {
            access: self.access.clone(),
            identity: Arc::clone(&self.identity),
            realm: Arc::clone(&self.realm),
            reach: self.reach.clone(),
            facts: self.facts.clone(),
            permission: PhantomData,
        }
    }
}

impl<P: Permission> FromRequestParts<Access> for Cx<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, access: &Access) -> std::result::Result<Self, Problem> {
        let facts = RequestFacts::of(parts);
        let identity = identify(access, &parts.headers, &facts).await?;
        watch::fill(access, parts, &facts);
        let Some(reach) = identity.reach_of(P::NAME) else {
            sessions::record_denial(access, &identity, &facts, P::NAME).await?;
            return Err(Error::Forbidden { permission: P::NAME }.into());
        };
        if !P::OF_ONESELF && !identity.must.is_empty() {
            return Err(Error::FactorNeeded.into());
        }
        if P::SENSITIVE {
            freshly_proved(&identity, access.now())?;
        }
        let realm = access.0.store.realm(identity.organisation.id).await?;
        if P::NAME == ExportsRun::NAME {
            realm.note_export(identity.member.id, facts.request_id.clone()).await?;
        }
        Ok(Self { access: access.clone(), identity, realm, reach, facts, permission: PhantomData })
    }
}

impl<P: Permission> Cx<P> {
    /// The key that the secret of a feed or of a link is; nothing when its member may not do what it is for any more.
    pub(crate) async fn of_link(access: &Access, identity: Identity, facts: RequestFacts) -> Result<Option<Self>> {
        let Some(reach) = identity.reach_of(P::NAME) else { return Ok(None) };
        let realm = access.0.store.realm(identity.organisation.id).await?;
        Ok(Some(Self { access: access.clone(), identity: Arc::new(identity), realm, reach, facts, permission: PhantomData }))
    }

    /// Reads; `act` runs on a thread that may block and sees one consistent state.
    pub async fn read<T, F>(&self, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.realm.read(self.authority(), act).await
    }

    /// Writes; the answer is given once change and event record are durable.
    pub async fn write<T, F>(&self, act: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    {
        self.realm.write(self.authority(), act).await
    }

    /// Writes once under the client's idempotency key, if it gave one.
    pub async fn write_once<T, F>(&self, once: Option<Once>, act: F) -> Result<T>
    where
        T: DeserializeOwned + Send + 'static,
        F: for<'a> FnOnce(WriteTx<'a>) -> Result<Committed<T>> + Send + 'static,
    {
        self.realm.write_once(self.authority(), once, act).await
    }

    /// Beats when the organisation's log has grown.
    pub(crate) fn pulse(&self) -> Following {
        self.realm.follow()
    }

    /// Whether the same request would be let in now: for an answer that goes on.
    pub(crate) async fn still_holds(&self) -> bool {
        let may = |identity: &Identity| identity.reach_of(P::NAME).is_some() && (P::OF_ONESELF || identity.must.is_empty());
        match self.facts.watch.get() {
            Some(watch) => watch.holds_for(may).await,
            None => true,
        }
    }

    /// Who asks.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The member who asks.
    pub fn member(&self) -> MemberId {
        self.identity.member.id
    }

    /// The address the request came from, as far as it can be trusted.
    pub fn address(&self) -> Option<IpAddr> {
        self.facts.address.map(|address| address.to_canonical())
    }

    /// The organisation.
    pub fn organisation(&self) -> OrganisationId {
        self.identity.organisation.id
    }

    /// The organisation's time zone.
    pub fn zone(&self) -> Zone {
        self.identity.organisation.zone.clone()
    }

    /// The organisation as its letters speak of it.
    pub fn house(&self) -> courier::House {
        self.access.house(&self.identity.organisation.name, &self.identity.organisation.zone)
    }

    /// Who carries what leaves for receivers that the organisation names, where this server has one.
    pub fn envoy(&self) -> Option<&envoy::Envoy> {
        self.access.0.outside.envoy.as_ref()
    }

    /// The push services that messages may leave for.
    pub fn push_hosts(&self) -> &envoy::Hosts {
        &self.access.0.outside.push_hosts
    }

    /// How far `P` reaches for this member.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// How far another permission reaches for this member, if it is granted at all: what a screen may offer.
    pub fn also<Q: Permission>(&self) -> Option<Scope> {
        self.reach_of::<Q>().map(|reach| reach.scope())
    }

    /// Which rows another permission reaches for this member, if it is granted at all.
    pub fn reach_of<Q: Permission>(&self) -> Option<Reach> {
        self.identity.reach_of(Q::NAME)
    }

    /// Refuses unless another permission is granted for the whole organisation: for acts whose rows have no unit to narrow them by.
    pub fn wholly<Q: Permission>(&self) -> Result<()> {
        match self.reach_of::<Q>() {
            Some(reach) if reach.is_whole() => Ok(()),
            _ => Err(Error::Forbidden { permission: Q::NAME }),
        }
    }

    /// Refuses unless the proof of who asks is fresh: for what outlives the session only sometimes, where `P` by itself asks for none.
    pub fn freshly_proved(&self) -> Result<()> {
        freshly_proved(&self.identity, self.access.now())
    }

    /// The instant of the request.
    pub fn now(&self) -> Timestamp {
        self.access.now()
    }

    /// Draws something from randomness for this organisation, outside of a transaction.
    pub(crate) fn draw<T>(&self, draw: impl FnOnce(OrganisationId, &dyn kernel::Rng) -> T) -> T {
        draw(self.organisation(), &**self.access.0.store.rng())
    }

    /// What seals this organisation's files.
    pub fn files(&self) -> Result<&vault::FileSealer> {
        self.realm.files()
    }

    /// The folder under which this organisation's sealed files are kept.
    pub fn file_folder(&self) -> std::path::PathBuf {
        self.access.0.store.data_dir().join("files").join(self.organisation().as_str())
    }

    /// The key that checks this organisation's signed heads.
    pub fn verifier_key(&self) -> String {
        self.realm.verifier_key()
    }

    /// The name under which the server signs: the host that the organisation's log is named after.
    pub fn log_host(&self) -> String {
        self.realm.log_host()
    }

    /// Signs the log's head if it has grown, and gives the latest.
    pub async fn signed_head(&self) -> Result<Option<store::door::SignedHead>> {
        self.access.0.store.sign_head(&self.realm).await
    }

    /// Every signed head of the organisation's log, oldest first.
    pub async fn signed_heads(&self) -> Result<Vec<store::door::SignedHead>> {
        self.access.0.store.heads(self.realm.name()).await
    }

    /// The latest head, signed now if the log grew; or the latest that a witness outside signed too.
    pub async fn head(&self, witnessed: bool) -> Result<Option<store::door::SignedHead>> {
        if witnessed { self.access.0.store.witnessed_head(self.realm.name()).await } else { self.signed_head().await }
    }

    /// How witnesses outside stand to the organisation's log.
    pub async fn witnesses(&self) -> Result<Vec<store::door::WitnessStanding>> {
        self.access.0.store.witnesses_of(self.realm.name()).await
    }

    /// Puts an event on record that changes nothing: a refusal.
    pub(crate) async fn record(&self, event: Event) -> Result<()> {
        self.realm.record(self.authority(), event).await
    }

    fn authority(&self) -> Authority {
        Authority {
            actor: Actor::Member(self.member()),
            reach: self.reach.clone(),
            rights: self.identity.rights.clone(),
            origin: origin(&self.facts, Some(&self.identity)),
        }
    }
}

impl<P> std::fmt::Debug for Cx<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cx").field("member", &self.identity.member.id).field("reach", &self.reach).finish_non_exhaustive()
    }
}

/// A program has nobody to prove who they are: what asks for a proof is a person's to do.
fn freshly_proved(identity: &Identity, now: Timestamp) -> Result<()> {
    if identity.token.is_some() {
        return Err(Error::refused("not-for-programs", "this asks for a fresh proof of who you are: a person has to do it"));
    }
    if is_fresh(identity.session.proved_at, now) { Ok(()) } else { Err(Error::StepUpNeeded) }
}

/// Where a request came from, as it will stand in the log.
pub(crate) fn origin(facts: &RequestFacts, identity: Option<&Identity>) -> Origin {
    Origin {
        request: (!facts.request_id.is_empty()).then(|| facts.request_id.clone()),
        address: facts.address.map(|address| address.to_canonical().to_string()),
        session: identity.filter(|identity| identity.token.is_none()).map(|identity| identity.session.id.clone()),
        token: identity.and_then(|identity| identity.token.as_ref()).map(|token| token.id.to_string()),
    }
}
