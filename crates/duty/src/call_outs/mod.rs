//! Call-outs: an urgent request to a filtered group, answered at once and by everybody for themself.
//!
//! Invariants: nobody is asked who may not take the place; a place goes to whoever says yes first and may have it, through the same
//! door as any booking, so that the database refuses one too many; who comes later stands in reserve in the order of the answers, and
//! follows whoever drops out; one answer for each member, by their own link or signed in; nothing is answered once its time is over.

mod answer;
mod asking;
mod by_link;
mod create;
mod end;
mod follow;
mod list;
mod opening;
mod own;
mod rows;
mod rules;
mod show;
mod taking;
mod told;
pub mod wire;

pub(crate) use follow::{follow, follow_alone};
pub(crate) use rows::is_called_for;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A call-out.
    CallOutId, "cal"
);

/// People were called out.
pub const MADE: Action = Action::new("call_out.made", "People were called out for a place that must be filled");
/// Somebody answered.
pub const ANSWERED: Action = Action::new("call_out.answered", "A member answered a call-out, or took their answer back");
/// It was ended.
pub const ENDED: Action = Action::new("call_out.ended", "A call-out was ended: nobody answers it any more");
/// Somebody followed.
pub const FOLLOWED: Action = Action::new("call_out.followed", "Whoever stood in reserve followed somebody who dropped out");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MADE, ANSWERED, ENDED, FOLLOWED];

/// Every route of this slice. Opening a link and answering by it are public: the link is the proof ([`access::answering`]).
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_call_outs))
        .routes(access::route!(create::create_call_out))
        .routes(access::route!(show::get_call_out))
        .routes(access::route!(end::end_call_out))
        .routes(access::route!(own::show_my_call_out))
        .routes(access::route!(answer::answer_call_out))
        .routes(utoipa_axum::routes!(opening::open_by_link))
        .routes(utoipa_axum::routes!(by_link::answer_by_link))
}
