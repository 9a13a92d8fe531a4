//! What every request needs at hand: the store, the password workers, the throttles, the sessions seen lately.

use crate::cx::RequestFacts;
use crate::factors::passkeys::relying::RelyingParty;
use crate::sessions::Sessions;
use crate::throttle::{Rate, Throttle, whence};
use envoy::{Envoy, Hosts};
use kernel::{Clock, Error, Result, Timestamp};
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::{Listing, Store};
use vault::{MacKey, Params, Passwords};

/// Tries of one account, or of one known browser, until its door is shut.
pub(crate) const BURST: u32 = 10;
/// How often at most a member is told that their door was shut: once a day.
pub(crate) const DOOR_TOLD_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// How access is set up.
#[derive(Debug, Clone, Copy)]
pub struct AccessConfig {
    /// Cost of a password hash.
    pub password_params: Params,
    /// Threads that hash passwords, each with its own block of memory.
    pub password_threads: NonZeroUsize,
}

/// What the world outside sees of this server.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Where people reach it, such as `https://muster.example.org`: links in mails lead there, whatever a request says.
    pub site: String,
    /// The sender of its mails; without one no mail leaves.
    pub mail_from: Option<String>,
    /// Who carries what leaves for receivers that organisations name; without one nothing is carried.
    pub envoy: Option<Envoy>,
    /// The push services that messages may leave for; none unless the operator names them.
    pub push_hosts: Hosts,
}

impl Default for Outside {
    fn default() -> Self {
        Self { site: "https://localhost:8443".into(), mail_from: None, envoy: None, push_hosts: Hosts::default() }
    }
}

/// Shared by every request; cheap to clone. Products can hold it but not look inside.
#[derive(Clone)]
pub struct Access(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Arc<Store>,
    pub(crate) passwords: Passwords,
    pub(crate) outside: Outside,
    pub(crate) sessions: Sessions,
    pub(crate) by_account: Throttle<(String, String)>,
    pub(crate) by_network: Throttle<IpAddr>,
    /// Uses of links: their secrets cannot be guessed, so this bounds work alone.
    pub(crate) links_by_network: Throttle<IpAddr>,
    pub(crate) resets_by_account: Throttle<(String, String)>,
    pub(crate) tokens: crate::tokens::Tokens,
    pub(crate) networks: crate::networks::Networks,
    pub(crate) by_device: Throttle<String>,
    /// Accounts whose door was shut: each is looked at once a day by one process.
    pub(crate) doors_told: Throttle<(String, String)>,
    pub(crate) relying_party: RelyingParty,
    pub(crate) providers: crate::single_sign_on::Providers,
    pub(crate) cookie_key: MacKey,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Access")
    }
}

impl Access {
    /// Starts the password workers over an open store.
    pub fn start(store: Arc<Store>, config: AccessConfig) -> Result<Self> {
        Self::start_at(store, config, Outside::default())
    }

    /// The same on a server that people reach at a place of its own.
    pub fn start_at(store: Arc<Store>, config: AccessConfig, outside: Outside) -> Result<Self> {
        let passwords =
            Passwords::start(config.password_params, store.password_pepper(), config.password_threads).map_err(Error::internal)?;
        let (relying_party, cookie_key) = (RelyingParty::of(store.host()), store.cookie_key());
        Ok(Self(Arc::new(Inner {
            store,
            passwords,
            outside,
            sessions: Sessions::default(),
            by_account: Throttle::new(Rate { burst: BURST, refill_millis: 30_000 }),
            by_network: Throttle::new(Rate { burst: 10, refill_millis: 20_000 }),
            links_by_network: Throttle::new(Rate { burst: 100, refill_millis: 2_000 }),
            resets_by_account: Throttle::new(Rate { burst: 3, refill_millis: 5 * 60_000 }),
            tokens: crate::tokens::Tokens::default(),
            networks: crate::networks::Networks::default(),
            relying_party,
            providers: crate::single_sign_on::Providers::default(),
            cookie_key,
            by_device: Throttle::new(Rate { burst: BURST, refill_millis: 30_000 }),
            doors_told: Throttle::new(Rate { burst: 1, refill_millis: DOOR_TOLD_MILLIS }),
        })))
    }

    /// The store; for the binary and for tests, which hold no `Cx`.
    pub fn store(&self) -> &Arc<Store> {
        &self.0.store
    }

    /// The password workers.
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// An organisation as its letters speak of it.
    pub fn house(&self, name: &str, zone: &kernel::Zone) -> courier::House {
        courier::House { name: name.to_owned(), zone: zone.clone(), site: self.0.outside.site.clone() }
    }

    /// The same, from what the directory says of it.
    pub fn house_of(&self, listing: &Listing) -> Result<courier::House> {
        Ok(self.house(&listing.name, &kernel::Zone::parse(&listing.zone).map_err(Error::internal)?))
    }

    /// What this server is to the world outside.
    pub fn outside(&self) -> &Outside {
        &self.0.outside
    }

    /// Takes a try of the network that a link is used from, before any work is done for somebody unknown; tells the network.
    pub(crate) fn link_used_from(&self, facts: &RequestFacts) -> Result<IpAddr> {
        let from = whence(facts.address);
        self.0.links_by_network.take(&from, self.now()).map_err(|retry_after| Error::TooMany { retry_after })?;
        Ok(from)
    }

    pub(crate) fn now(&self) -> Timestamp {
        let clock: &dyn Clock = &**self.0.store.clock();
        clock.now()
    }
}
