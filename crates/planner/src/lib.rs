//! Who best fills which places: a search over assignments.
//!
//! Invariants: nobody is given what they may not take, two things at once, more than their limit or than may be beside each other, or a
//! place they cannot reach in time; no place is filled over. All of it is checked once more after the search, whatever the search believed. Nothing here reads a clock
//! or rolls dice of its own: the same problem, seed and number of rounds give the same plan, on every machine.
//!
//! The model of routes with times, and the last word on whether one more place fits into somebody's day, are `vrp-core`'s. What is taken
//! out of a plan to be put back better, and in which order, is decided here, because what `vrp-core` has for that depends on the
//! addresses of its objects and on the time its own steps take; and so is whom to ask it about.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod bound;
mod check;
mod day;
mod dice;
mod fill;
mod model;
mod people;
mod plan;
mod problem;
mod ruin;
mod search;
mod travel;

pub use bound::{Bound, InARow, TooMuch, Within};
pub use plan::{Given, Plan, Short, Why};
pub use problem::{Busy, Invalid, May, Member, Place, Problem, Spot, Travel};
pub use search::{Budget, plan};
