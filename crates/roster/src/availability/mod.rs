//! Availability: when a member can be asked. A week of wall times in the member's zone, and dated exceptions to it.
//!
//! Invariants: nothing set means always; a week without ranges is no pattern, so that exceptions can stand alone; what is not available
//! weighs more than what is. Wall times stay what they are when clocks change.

mod own_set;
mod own_show;
pub(crate) mod rows;
pub mod rules;
mod set;
mod show;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Somebody's availability was set.
pub const SET: Action = Action::new("availability.set", "It was said when a member can be asked");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[SET];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(own_show::show_my_availability))
        .routes(access::route!(own_set::set_my_availability))
        .routes(access::route!(show::show_availability))
        .routes(access::route!(set::set_availability))
}
