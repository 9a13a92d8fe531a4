//! Proxies in front of this server: whose word about a client's address is taken, and how it is said.

use kernel::Network;
use std::net::IpAddr;

/// Which proxies are believed. None unless the operator names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Where the proxies are.
    pub trusted: Vec<Network>,
    /// Whether they begin each connection with the PROXY protocol; `X-Forwarded-For` is not read then.
    pub protocol: bool,
}

impl Proxies {
    /// Whether a connection from here may speak for somebody else.
    pub(crate) fn believe(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(address))
    }
}
