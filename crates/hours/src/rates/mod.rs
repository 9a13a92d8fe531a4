//! What an hour is worth: when night and weekend are, and tables of rates by category, from a day on.
//!
//! Invariants: a line of hours keeps the rate it was made with, whatever the tables say later; rates are whole minor units of one currency.

mod change;
pub mod rules;
mod show;
pub mod wire;

pub use rules::{HoursCategory, Rates};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Rates were changed.
pub const CHANGED: Action =
    Action::new("hour_rates.changed", "It was decided when night and weekend are, and what an hour of each is worth");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CHANGED];

/// Under which name the decision is kept.
pub(crate) const NAME: &str = "rates";

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::show_hour_rates)).routes(access::route!(change::change_hour_rates))
}
