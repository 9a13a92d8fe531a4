//! Push messages to browsers: where a member wants them, and what leaves for the push services of those browsers.
//!
//! Invariants:
//! 1. Nothing leaves for a host that the operator has not named, and nothing at all where none is named.
//! 2. A message says a notice's title, its id and whether it is urgent, and its browser alone can open it.
//! 3. A browser is told for as long as its member has not signed out there, been shut out or left; a push service that knows it no more
//!    ends it too.
//! 4. A message waits through quiet hours, is sent by one server, is of use for a while, and is not sent once its notice was read.

mod create;
mod key;
mod list;
pub mod outbox;
mod remove;
mod rows;
mod rules;
pub mod sender;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A browser that push messages go to.
    PushSubscriptionId, "psh"
);

kernel::typed_id!(
    /// A push message that waits.
    PushMessageId, "psm"
);

/// A member turned push messages on in a browser.
pub const CREATED: Action = Action::new("push_subscription.created", "A member turned push messages on in a browser");
/// A member turned them off for a browser.
pub const REMOVED: Action = Action::new("push_subscription.removed", "A member turned push messages off for a browser");
/// A push service knows a browser no more.
pub const GONE: Action = Action::new(
    "push_subscription.gone",
    "A push service said that a browser takes no more push messages, and they were turned off for it",
);

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, REMOVED, GONE];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(key::show_push_key))
        .routes(access::route!(list::list_my_push_subscriptions))
        .routes(access::route!(create::create_push_subscription))
        .routes(access::route!(remove::remove_push_subscription))
}
