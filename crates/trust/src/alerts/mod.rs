//! Alerts: what the watch over the log finds in it that somebody should look at.
//!
//! Invariants: an alert comes out of records that stand in the log, and names them; the same finding is told once; an alert is
//! never removed, it is marked as seen by somebody, who may say what came of it; what it repeats of records goes when their
//! details go. A normal day raises none.

mod acknowledge;
mod findings;
mod forget;
mod list;
mod rows;
mod rules;
mod watch;
mod wire;

pub use findings::Finding;
pub use forget::forget;
pub use watch::{Round, WATCHED, look, raise};
pub use wire::{AlertView, Rule};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An alert.
    AlertId, "alt"
);

/// The watch over the log found something.
pub const ALERT_RAISED: Action = Action::new("alert.raised", "The watch over the log found something to look at");
/// Somebody looked at an alert.
pub const ALERT_SEEN: Action = Action::new("alert.seen", "Somebody looked at an alert and said so");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ALERT_RAISED, ALERT_SEEN];

/// The routes of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(route!(list::list_alerts)).routes(route!(acknowledge::acknowledge_alert))
}
