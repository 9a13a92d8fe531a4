//! Duties on both engines, through the real router.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod abilities;
mod bookings;
mod call_outs;
mod fairness;
mod planning;
mod plans;
mod storm;
mod swaps;
mod world;
