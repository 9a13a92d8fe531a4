//! Assets: what is looked after at a site.
//!
//! Invariants: an asset stands at one site, and where it stood before is a series that is never overwritten; a placement is a fact and
//! not a plan: it never begins in the future; an asset belongs to whom the site belongs where it stands.

mod create;
mod history;
mod label_sheet;
mod labels;
mod list;
mod of_job;
mod of_site;
mod placement;
pub mod rows;
pub mod rules;
mod show;
mod update;
pub mod wire;

pub use create::create_in;
pub use label_sheet::sheet;
pub use of_job::{about, now_about};
pub use wire::{AssetLink, AssetView, NewAsset};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An asset.
    AssetId, "ast"
);

/// An asset was added.
pub const CREATED: Action = Action::new("asset.created", "An asset was added");
/// An asset was changed.
pub const UPDATED: Action = Action::new("asset.updated", "An asset was changed, retired or taken into use again");
/// An asset was moved.
pub const PLACED: Action = Action::new("asset.placed", "An asset stands at another site from then on");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, PLACED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_assets))
        .routes(access::route!(create::create_asset))
        .routes(access::route!(labels::print_labels))
        .routes(access::route!(show::get_asset))
        .routes(access::route!(update::update_asset))
        .routes(access::route!(placement::place_asset))
        .routes(access::route!(history::asset_history))
        .routes(access::route!(of_site::list_site_assets))
}
