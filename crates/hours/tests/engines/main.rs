//! Attendance, hours, reports and expenses on both engines, through the router: what is promised, and that it would be noticed if it
//! were not so.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod agreed;
mod attendance;
mod expenses;
mod held;
mod minutes;
mod reports;
mod world;
