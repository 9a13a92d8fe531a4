//! The HTTP edge: what every request passes before a handler sees it, and every answer before it leaves.
//!
//! Invariants:
//! 1. A request for a host that is not ours is not served; one that another site caused changes nothing.
//! 2. Every answer carries the security headers and the request's id; no answer of the API is kept by a cache.
//! 3. Head, body, time, connections and requests in flight are bounded. A handler that panics costs one answer.
//! 4. No log line and no metric holds a query, an id of the product, an address or a name.
//! 5. Clear text is spoken on loopback alone.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod app;
mod health;
mod hosts;
mod manual;
mod metering;
mod openapi;
mod pass;
mod peer;
mod proxies;
mod refusal;
mod serve;
mod site;

pub use app::{Parts, app};
pub use hosts::Hosts;
pub use metering::Metering;
pub use openapi::openapi;
pub use pass::Limits;
pub use peer::Peer;
pub use proxies::Proxies;
pub use serve::{Certificates, ConnectionLimits, Listener, SelfSigned, ServeError, TlsError, serve};

/// What proxies say, without a proxy: for the fuzzer.
#[doc(hidden)]
pub mod fuzzed {
    pub use crate::pass::forwarded;
    pub use crate::serve::proxy_protocol;
}
