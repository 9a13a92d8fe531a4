//! Customers, sites and jobs on both engines: lists against a plain filter over the same rows, search, counts, plans.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod assets;
mod counts;
mod forms;
mod lists;
mod maintenance;
mod plans;
mod printed;
mod promises;
mod scope;
mod search;
mod status;
mod visits;
mod world;
