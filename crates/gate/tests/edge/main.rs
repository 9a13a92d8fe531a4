//! The edge over real sockets: what it lets in, what it says, and what it does not wait for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on ends")]

mod fuzzed;
mod heads;
mod limits;
mod proxies;
mod site;
mod smuggling;
mod tls;
mod world;

// Where the fuzz target's entry point looks for what it feeds.
use gate::fuzzed::{forwarded, proxy_protocol};
