//! Calling assignments to mind, so long before they begin as each member wants it.
//!
//! Invariants: once for each assignment and its beginning, whichever servers go round, which the database holds by its own key; whoever
//! had to do with it later than that needs no reminder; nobody is reminded of what has begun.

mod due;
mod remind;

pub use due::{Due, due};
pub use remind::remind;

use store::Action;

/// Members were reminded of what they are to do.
pub const TOLD: Action = Action::new("reminder.told", "Members were reminded of assignments that are near");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[TOLD];
