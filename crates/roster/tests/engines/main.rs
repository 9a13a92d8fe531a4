//! The roster on both engines: what the database refuses, what rules refuse, what a right reaches.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crowds;
mod eligible;
mod expiring;
mod feeds;
mod places;
mod reaches;
mod refusals;
mod reminding;
mod suggesting;
mod world;
mod written;
