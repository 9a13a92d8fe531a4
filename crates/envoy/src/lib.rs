//! Carries what leaves this house over TLS, to places that organisations name: by HTTPS, or as bytes on a connection that is closed in
//! order.
//!
//! Invariants: TLS alone, with certificates checked; a name is resolved once and the connection goes to what was found, so that an
//! answer that changes in between leads nowhere else; private networks, this machine, neighbours on the link and ranges set aside are
//! not gone to unless the operator allows them, and one such address among several is enough to refuse; no redirect is followed; all
//! of it (of a connection each step) takes five seconds at most; of an answer no more than 256 KiB is read, and what receivers answer to
//! what they are told is not told on.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod ask;
mod destination;
mod hosts;
mod send;
mod trust;
mod wire;

pub use ask::{Answer, MOST_ANSWERED, Question};
pub use destination::{Destination, NoDestination};
pub use hosts::{Hosts, NoHost};
pub use send::{Envoy, Fault, Receipt};
pub use trust::{NoTrust, names_authorities};
pub use wire::{Leave, Wire};
