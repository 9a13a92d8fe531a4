//! Support: when the operator may look into an organisation from the server's command line.
//!
//! Invariants: the operator asks and gives a reason; an owner allows it for four hours at most and ends it at any time; each command
//! that reads leaves a record in the organisation's own log before it has read anything, and every read of it finds the grant live, so
//! that it ends at once when the grant does. Who holds the root key can read without Muster: this is what Muster itself does not do.

mod approval;
mod ask;
mod list;
mod rows;
mod rules;
mod uses;
mod wire;
mod withdrawal;

pub use ask::ask;
pub use list::views;
pub use rows::{alone_as_owner, has_begun};
pub use uses::{begin, still};
pub use wire::{SupportGrant, SupportGrants};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A leave to look in.
    SupportGrantId, "sup"
);

/// The operator asked.
pub const SUPPORT_ASKED: Action = Action::new("support.asked", "The operator of the server asked to look in");
/// An owner allowed it.
pub const SUPPORT_APPROVED: Action = Action::new("support.approved", "An owner let the operator look in, for some hours");
/// The operator looked in.
pub const SUPPORT_USED: Action = Action::new("support.used", "The operator looked in");
/// It was refused, or ended before its time.
pub const SUPPORT_ENDED: Action = Action::new("support.ended", "An owner refused to let the operator look in, or ended it");
/// In the instance's log: the operator asked an organisation.
pub const OPERATOR_ASKED: Action = Action::new("operator.asked", "The operator asked an organisation to look in");
/// In the instance's log: the operator looked in.
pub const OPERATOR_READ: Action = Action::new("operator.read", "The operator looked into an organisation that allowed it");

/// Every action of this slice in an organisation's log.
pub const ACTIONS: &[Action] = &[SUPPORT_ASKED, SUPPORT_APPROVED, SUPPORT_USED, SUPPORT_ENDED];
/// Every action of this slice in the instance's log.
pub const INSTANCE_ACTIONS: &[Action] = &[OPERATOR_ASKED, OPERATOR_READ];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(route!(list::list_support_grants))
        .routes(route!(approval::approve_support))
        .routes(route!(withdrawal::end_support))
}
