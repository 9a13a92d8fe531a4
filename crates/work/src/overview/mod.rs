//! The overview: how the work stands, in a handful of figures.

mod days;
mod rows;
mod show;
mod wire;

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(show::get_overview))
}
