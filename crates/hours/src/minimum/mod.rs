//! The least that members are to do in a month, and how each stands.
//!
//! Invariants: what counts is told by duty type; a month is that of the days at each place.

mod change;
mod grid;
mod months;
pub mod rules;
mod show;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// The minimum was changed.
pub const CHANGED: Action = Action::new("minimum_hours.changed", "It was decided how much members are to do in a month, and what counts");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CHANGED];

/// Under which name the decision is kept.
const NAME: &str = "minimum";

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(show::show_minimum_hours))
        .routes(access::route!(change::change_minimum_hours))
        .routes(access::route!(months::list_months))
}
