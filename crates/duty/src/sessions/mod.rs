//! Sessions: one occurrence of an event each, with its own place, zone and times.
//!
//! Invariants: what was agreed are the wall times; the instants follow from them and the zone, and a time that does not exist or
//! exists twice is told, never bent. What follows from the clock is not written down. A session that moves takes everybody booked
//! along, each judged anew; one that is cancelled frees and tells them in the same commit.

mod allowed;
mod cancellation;
mod create;
mod dates;
pub(crate) mod ending;
mod list;
mod moving;
mod publication;
mod reconciliation;
pub mod rows;
pub mod rules;
mod show;
pub(crate) mod told;
mod update;
pub mod wall;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A session of an event.
    SessionId, "esn"
);

/// Sessions were added.
pub const CREATED: Action = Action::new("event_session.created", "A session was added to an event, or a series of them");
/// A session was changed.
pub const UPDATED: Action = Action::new("event_session.updated", "A session was changed; everybody booked was judged anew and told");
/// A session was published.
pub const PUBLISHED: Action = Action::new("event_session.published", "A session was published");
/// A session was cancelled.
pub const CANCELLED: Action = Action::new("event_session.cancelled", "A session was cancelled, and everybody booked was freed and told");
/// A session was reconciled.
pub const RECONCILED: Action = Action::new("event_session.reconciled", "Who was at a session was checked, and the session is done with");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, PUBLISHED, CANCELLED, RECONCILED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_event_sessions))
        .routes(access::route!(create::create_event_session))
        .routes(access::route!(show::get_event_session))
        .routes(access::route!(update::update_event_session))
        .routes(access::route!(publication::publish_event_session))
        .routes(access::route!(cancellation::cancel_event_session))
        .routes(access::route!(reconciliation::reconcile_event_session))
}
