//! Why somebody may do something, rule by rule, and who reaches a row: the answers to "why can they see that?".
//!
//! Invariant: what is told here is worked out by the very functions that decide; nobody is told of a row that they could not see.

mod explain;
mod rows;
mod rules;
mod who;
mod wire;

pub use wire::{Explanation, RecordName, Step, WhoItem};

use access::Access;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(explain::explain_access)).routes(access::route!(who::who_reaches))
}
