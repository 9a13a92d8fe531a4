//! Events: occasions that need people, each with sessions.
//!
//! Invariants: a draft is seen by those alone who may change it; an event that is cancelled frees everybody booked in the same commit;
//! that it has ended follows from its sessions and the clock.

mod cancellation;
mod create;
mod filter;
mod list;
mod publication;
pub mod rows;
pub mod rules;
mod show;
mod update;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An event.
    EventId, "evt"
);

/// An event was planned.
pub const CREATED: Action = Action::new("event.created", "An event was drafted");
/// An event was changed.
pub const UPDATED: Action = Action::new("event.updated", "An event was changed");
/// An event was published.
pub const PUBLISHED: Action = Action::new("event.published", "An event was published, with the sessions it had");
/// An event was cancelled.
pub const CANCELLED: Action = Action::new("event.cancelled", "An event was cancelled, and everybody booked was freed and told");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, PUBLISHED, CANCELLED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_events))
        .routes(access::route!(create::create_event))
        .routes(access::route!(show::get_event))
        .routes(access::route!(update::update_event))
        .routes(access::route!(publication::publish_event))
        .routes(access::route!(cancellation::cancel_event))
}
