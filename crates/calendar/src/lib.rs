//! What Muster knows of time as people write it: wall times and what clock changes do to them, rules by which something recurs
//! (RFC 5545), and calendars as text.
//!
//! Pure: nothing here reads a clock, a file or a database, and nothing grows without a limit that its caller can see. Dates and times
//! are jiff's. Where RFC 5545 and habit differ, RFC 5545 decides, and where it is silent the choice is written at its place.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod ics;
pub mod programme;
pub mod recurrence;
pub mod wall;
