//! Reviews of who holds what: every role held on the day it begins is kept or ended by somebody, and what nobody decided on by the
//! day it is due ends by itself, if the review says so.
//!
//! Invariants: nobody decides on what they hold themselves; what is ended could be ended by hand; the last owner stays one, decided
//! on or not; a review that is closed changes no more.

mod close;
mod create;
mod decide;
mod list;
mod rows;
mod show;
mod wire;

pub use close::{close_due, is_due};
pub use wire::{ReviewItem, ReviewView};

use crate::state::Access;
use kernel::typed_id;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

typed_id!(
    /// A review of who holds what.
    ReviewId, "rev"
);

/// A review began.
pub const OPENED: Action = Action::new("access_review.opened", "A review of who holds what began");
/// Somebody decided on roles under review.
pub const DECIDED: Action = Action::new("access_review.decided", "Roles under review were kept or ended");
/// A review was due.
pub const CLOSED: Action =
    Action::new("access_review.closed", "A review of who holds what was due; what nobody decided on ended, if so agreed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[OPENED, DECIDED, CLOSED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_reviews))
        .routes(crate::route!(create::open_review))
        .routes(crate::route!(show::get_review))
        .routes(crate::route!(decide::decide))
}
