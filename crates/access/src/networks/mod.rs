//! From which networks an organisation's people and programs may use Muster.
//!
//! Invariants: the rules are asked where somebody is identified, which is the one way to a `Cx`, at the sign-in, and of whoever holds a
//! link, so that no route can forget them; every list that concerns the asker (the organisation's, each of their roles', the token's own) must hold the
//! address, and an empty list holds every one; whoever turns enforcement on is inside themself; what was enforced is weakened by two
//! people, unless nobody else could confirm it; a refusal tells no address to the asker and leaves a record, as far as the log is not
//! flooded by it.

mod admit;
mod change;
mod check;
mod off;
mod rows;
mod rules;
mod seen;
mod show;
mod weakening;
mod wire;

pub(crate) use admit::{admit, admit_link, admit_sign_in};
pub use off::turn_off;
pub(crate) use seen::Networks;
pub(crate) use weakening::Weakening;
pub use wire::NetworksView;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// The networks were changed.
pub const NETWORKS_CHANGED: Action = Action::new("networks.changed", "The networks from which Muster may be used were changed");
/// They were changed for the weaker: not enforced any more, or a list emptied that was.
pub const NETWORKS_WEAKENED: Action =
    Action::new("networks.weakened", "The networks were enforced, and are not any more, or hold everybody");
/// A request came from elsewhere and was refused.
pub const NETWORK_REFUSED: Action = Action::new("network.refused", "A request from outside the networks was refused");
/// A request came from elsewhere and was let through, because the networks are only reported.
pub const NETWORK_OUTSIDE: Action =
    Action::new("network.outside", "A request from outside the networks was let through: they are only reported");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[NETWORKS_CHANGED, NETWORKS_WEAKENED, NETWORK_REFUSED, NETWORK_OUTSIDE];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_networks))
        .routes(crate::route!(change::change_networks))
        .routes(crate::route!(check::check_address))
}
