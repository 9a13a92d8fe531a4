//! Proofs on the running program: the real process, its files, its log lines, the bytes on its wire, and its death.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a proof that cannot be set up fails")]

#[path = "../proofs/authenticator.rs"]
#[expect(dead_code, reason = "here it does not lie")]
mod authenticator;
mod collector;
mod documented;
mod erased;
mod followed;
mod heads;
mod house;
mod http2;
mod killed;
mod mail;
mod needles;
mod pushes;
mod revoked;
mod server;
mod sign_ups;
mod streams;
mod support;
mod suspended;
mod visitor;
mod webhooks;
mod wire;
mod witnesses;
