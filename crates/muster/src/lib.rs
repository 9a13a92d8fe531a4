//! What the binary is made of: the products' routes together, and everything their logs can speak of.

mod care;
mod catalogue;

pub use care::{Care, Everywhere, Kept, Watch, keep_to_deletion, keep_to_retention, system};
pub use catalogue::{EventKind, event_kinds};

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of every product, without `/api/v1`.
pub fn api() -> OpenApiRouter<Access> {
    let planning = roster::routes().merge(duty::routes()).merge(hours::routes());
    access::routes().merge(notices::routes()).merge(people::routes()).merge(planning).merge(work::routes()).merge(trust::routes())
}
