//! The people of an organisation on both engines, through the real router.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod announcements;
mod contacts;
mod directory;
mod facts;
mod intake;
mod members;
mod photos;
mod postings;
mod reach;
mod units;
mod world;
