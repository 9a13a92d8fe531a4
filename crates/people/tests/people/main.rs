//! The people of an organisation on both engines, through the real router.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod postings;
mod units;
mod world;
