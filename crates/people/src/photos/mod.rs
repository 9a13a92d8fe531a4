//! Members' pictures: small, made anew from what was sent, sealed.
//!
//! Invariants: what is kept was encoded here, so nothing but pixels of what was sent is in it; one picture is unpacked at a time, and
//! none that is larger than said; a picture and its event record are one commit.

mod own;
mod own_show;
mod put;
mod rows;
mod show;

use access::Access;
use picture::Kept;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// How a picture is kept: for a list and a head of a page.
const KEPT: Kept = Kept { webp: true, side: 512, quality: 85 };

/// A picture was set.
pub const SET: Action = Action::new("photo.set", "A member's picture was set, by themself or by another");
/// A picture was removed.
pub const REMOVED: Action = Action::new("photo.removed", "A member's picture was removed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[SET, REMOVED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(put::set_photo))
        .routes(access::route!(put::remove_photo))
        .routes(access::route!(show::show_photo))
        .routes(access::route!(own::set_my_photo))
        .routes(access::route!(own::remove_my_photo))
        .routes(access::route!(own_show::show_my_photo))
}
