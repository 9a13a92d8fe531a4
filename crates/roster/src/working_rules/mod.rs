//! Working rules: what an organisation holds its members' working time to, paid and unpaid together.
//!
//! Invariants: each rule stands once, with its limit and whether it warns, stops or is off; the night is a span of wall time. A rule
//! is asked whenever somebody is to take a place, and changes nothing that was planned before.

mod change;
pub(crate) mod rows;
pub mod rules;
mod show;
pub mod wire;

pub use rules::{Weight, WorkingRule, WorkingRules};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// The working rules were changed.
pub const CHANGED: Action = Action::new("working_rules.changed", "It was decided what members' working time is held to");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CHANGED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::show_working_rules)).routes(access::route!(change::change_working_rules))
}
