//! The edge over real sockets: what it lets in, what it says, and what it does not wait for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on ends")]

mod heads;
mod limits;
mod site;
mod smuggling;
mod tls;
mod world;
