//! Publication of the log's signed heads: each hour or day, when the log grew, to addresses and to a URL that the organisation chose, so
//! that what the log said of itself is kept where whoever runs the server cannot reach it.
//!
//! Invariants: a head is put into the outbox by the write that records its publication, and posted to the URL until it is taken or a
//! later one is due; what publishing itself leaves in the log is no growth, or it would go on for ever; a note is sent to the letter.

mod change;
mod heads;
mod post;
mod rows;
mod rules;
mod show;
mod trial;
mod wire;

pub use heads::{Due, Head, Notice, due, lease, notice, publish, settle};
pub use wire::{Every, NewPublication, Publication};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// It was decided anew to whom signed heads go.
pub const PUBLICATION_CHANGED: Action =
    Action::new("log_publication.changed", "It was decided how often signed heads of the log are sent out, and to whom");
/// One was sent to try it out.
pub const PUBLICATION_TRIED: Action = Action::new("log_publication.tried", "A signed head of the log was sent out to try it");
/// A head was sent out.
pub const LOG_PUBLISHED: Action = Action::new("log.published", "A signed head of the log was sent out to where it is kept");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[PUBLICATION_CHANGED, PUBLICATION_TRIED, LOG_PUBLISHED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(route!(show::show_publication))
        .routes(route!(change::change_publication))
        .routes(route!(trial::try_publication))
}
