//! Reports on hours: added up by what one wants to know, always with the zones whose days were added up.
//!
//! Invariants: a report adds up the version of each record that holds, and nothing else; what was taken back comes to nothing.

mod file;
pub mod rows;
mod show;
pub mod wire;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::show_report)).routes(access::route!(file::export_report))
}
