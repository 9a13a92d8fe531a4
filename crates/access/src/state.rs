//! What every request needs at hand: the store, the password workers, the throttles, the sessions seen lately.

use crate::sessions::Sessions;
use crate::throttle::{Rate, Throttle};
use kernel::{Clock, Error, Result, Timestamp};
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use store::door::Store;
use vault::{Params, Passwords};

/// How access is set up.
#[derive(Debug, Clone, Copy)]
pub struct AccessConfig {
    /// Cost of a password hash.
    pub password_params: Params,
    /// Threads that hash passwords, each with its own block of memory.
    pub password_threads: NonZeroUsize,
}

/// Shared by every request; cheap to clone. Products can hold it but not look inside.
#[derive(Clone)]
pub struct Access(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Arc<Store>,
    pub(crate) passwords: Passwords,
    pub(crate) sessions: Sessions,
    pub(crate) by_account: Throttle<(String, String)>,
    pub(crate) by_network: Throttle<IpAddr>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Access")
    }
}

impl Access {
    /// Starts the password workers over an open store.
    pub fn start(store: Arc<Store>, config: AccessConfig) -> Result<Self> {
        let passwords =
            Passwords::start(config.password_params, store.password_pepper(), config.password_threads).map_err(Error::internal)?;
        Ok(Self(Arc::new(Inner {
            store,
            passwords,
            sessions: Sessions::default(),
            by_account: Throttle::new(Rate { burst: 10, refill_millis: 30_000 }),
            by_network: Throttle::new(Rate { burst: 10, refill_millis: 20_000 }),
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

    pub(crate) fn now(&self) -> Timestamp {
        let clock: &dyn Clock = &**self.0.store.clock();
        clock.now()
    }
}
