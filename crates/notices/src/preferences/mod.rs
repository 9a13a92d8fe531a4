//! How a member wants to be told: by which ways, not at which hours, and how long before.

pub(crate) mod rows;
pub mod rules;
