//! What is demanded of those who sign in: the least factor by role, with days of grace; how long a session lasts.
//!
//! Invariants:
//! 1. Of several roles the strictest decides.
//! 2. Whoever lacks what is demanded when the grace is over reaches nothing but their own account, until they have set it up. `Cx`
//!    holds it, so that no route can forget it.
//! 3. A policy that demands less is decided by two people, unless nobody else could confirm it.
//! 4. A policy that shortens sessions shortens those that are open.

mod change;
mod compliance;
mod demand;
mod minimum;
pub(crate) mod rows;
mod show;
mod weakening;

pub use demand::Must;
pub(crate) use demand::{Obligations, obligations};
pub use minimum::Minimum;
pub(crate) use weakening::Weakening;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// The policy was changed, and demands at least as much as before.
pub const POLICY_CHANGED: Action = Action::new("policy.changed", "It was decided what is demanded of those who sign in");
/// The policy was changed, and demands less than before.
pub const POLICY_WEAKENED: Action = Action::new("policy.weakened", "Less is demanded of those who sign in, or sessions last longer");

/// Every action of the policy.
pub const ACTIONS: &[Action] = &[POLICY_CHANGED, POLICY_WEAKENED];

/// The policy, and who meets it.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_policy))
        .routes(crate::route!(change::change_policy))
        .routes(crate::route!(compliance::show_compliance))
}
