//! Suggest: who best fills what is open, as a proposal that somebody looks through and accepts, whole or in part.
//!
//! Invariants: asking writes nothing; whoever is proposed may take the place as the one engine judges it, beside everything else that is
//! proposed for them; nothing beyond the asker's reach is asked about, named or filled; what is accepted is judged again, and goes the
//! way of every placing.

mod accept;
mod ask;
mod known;
mod problem;
mod rows;
mod search;
mod told;
mod ways;
mod wire;

pub use accept::fill;
pub use ask::proposal;
pub use known::{Known, read};
pub use wire::{Accepted, AcceptedPlace, Fill, RefusedPlace, SuggestedPlace, Suggestion, SuggestionAcceptance, SuggestionRequest, Weights};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// Places were filled as had been suggested.
pub const FILLED: Action = Action::new("assignment.filled", "Places were given to members as had been suggested");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[FILLED];

/// Most places asked about at once.
const PLACES: usize = 200;
/// Most members asked about at once.
const MEMBERS: usize = 1_000;
/// Most members left out at once.
const WITHOUT: usize = 200;
/// Most placings accepted at once.
const ACCEPTED: usize = 400;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(ask::suggest)).routes(access::route!(accept::accept_suggestion))
}
