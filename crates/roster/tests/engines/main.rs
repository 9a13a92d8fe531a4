//! The roster on both engines: what the database refuses, what rules refuse, what a right reaches.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crowds;
mod eligible;
mod expiring;
mod feeds;
#[path = "../../examples/nurses/instance.rs"]
mod instance;
mod nurses;
mod places;
mod reaches;
mod refusals;
mod reminding;
#[path = "../../examples/nurses/score.rs"]
mod score;
mod suggesting;
#[path = "../../examples/nurses/ward.rs"]
mod ward;
mod world;
mod written;
