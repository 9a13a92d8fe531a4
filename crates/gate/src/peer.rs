//! Who is at the other end of a connection, as the listener knows it.

use std::net::IpAddr;

/// The other end of a connection; `serve` puts it into every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// Whether the connection is encrypted.
    pub encrypted: bool,
    /// Whether the listener can only be reached from this machine.
    pub local: bool,
}

/// A request that came through no socket, as in tests: encrypted, from nowhere, on loopback.
impl Default for Peer {
    fn default() -> Self {
        Self { address: None, encrypted: true, local: true }
    }
}
