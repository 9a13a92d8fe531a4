//! Calendars to subscribe to: a secret address that shows its maker's own calendar, or that of a unit they may see, and nothing else.
//!
//! Invariants: an address is shown once and kept as its SHA-256; it opens at most what its maker may see at the moment of the request;
//! it is worth nothing from the moment it is revoked, or its maker is not an active member, or may not have feeds any more, on every
//! server: each request asks the database. The networks hold for it as for its maker. It never stands in a log: the route does.

mod create;
mod list;
mod of_unit;
mod opened;
mod revoke;
mod rows;
mod wire;

pub use opened::Opened;
pub use rows::revoke_all;
pub use wire::{Feed, FeedList, MadeFeed, NewFeed};

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A calendar feed; not its address.
    FeedId, "fed"
);

/// A feed was made.
pub const FEED_MADE: Action = Action::new("feed.made", "A calendar feed was made");
/// A feed was revoked.
pub const FEED_REVOKED: Action = Action::new("feed.revoked", "A calendar feed was revoked");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[FEED_MADE, FEED_REVOKED];

/// Every route of this slice. Reading one is the roster's: it knows what is in a calendar.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_feeds))
        .routes(crate::route!(create::create_feed))
        .routes(crate::route!(of_unit::create_feed_of_unit))
        .routes(crate::route!(revoke::revoke_feed))
}
