//! Another server over the same data, which remembers nothing of what this one was told.

use super::{Client, World};
use access::{Access, AccessConfig};
use axum::Router;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Another server.
pub(crate) struct Elsewhere(Router);

impl Elsewhere {
    /// The same browser, served by this one.
    pub(crate) fn served(&self, client: &Client) -> Client {
        Client { app: self.0.clone(), ..client.clone() }
    }
}

impl World {
    /// Another server.
    pub(crate) fn another_server(&self) -> Elsewhere {
        let config = AccessConfig { password_params: vault::Params::weak_for_tests(), password_threads: NonZeroUsize::MIN };
        Elsewhere(app_of(&Access::start(Arc::clone(&self.store), config).unwrap()))
    }
}

/// What a server answers with.
pub(super) fn app_of(access: &Access) -> Router {
    gate::app(gate::Parts {
        access: access.clone(),
        api: muster::api(),
        hosts: gate::Hosts::new(["muster.test"]),
        proxies: gate::Proxies { trusted: vec![kernel::Network::parse("192.0.2.0/28").unwrap()], protocol: false },
        limits: gate::Limits::default(),
        measured: false,
    })
}
