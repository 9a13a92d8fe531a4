//! Which unit looks after a customer, a site, a job: chosen when the row is made, shown with it, asked for in lists.
//!
//! Invariants: nobody makes a row that they could not see; nobody gives a row to a unit that their right does not reach.

mod rows;

pub use access::links::UnitLink;
pub use access::postings::own_unit;
pub use rows::{asked_for, chosen, moved_to};
