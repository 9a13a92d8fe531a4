//! Sites: where the work is.
//!
//! Invariants: a site has a time zone, because the hours of its place are what people keep; a position is degrees × 10⁷.

mod address;
mod create;
mod export;
mod list;
pub mod rows;
mod show;
mod update;
pub mod wire;

pub use address::{Address, Position};
pub use create::{create_in, new_row};
pub use kernel::SiteId;
pub use wire::{NewSite, SiteView};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A site was added.
pub const CREATED: Action = Action::new("site.created", "A site was added");
/// A site was changed.
pub const UPDATED: Action = Action::new("site.updated", "A site was changed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_sites))
        .routes(access::route!(create::create_site))
        .routes(access::route!(export::export_sites))
        .routes(access::route!(show::get_site))
        .routes(access::route!(update::update_site))
}
