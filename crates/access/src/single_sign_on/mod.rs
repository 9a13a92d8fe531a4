//! Single sign-on: members prove at the organisation's own provider, by `OpenID` Connect, who they are.
//!
//! Invariants:
//! 1. Who somebody is follows from issuer and subject, never from an address; an address decides once, to link a member or to let one
//!    join, and only one that the provider verified, in a domain that the organisation named.
//! 2. A return opens something only in the browser that was sent away, within ten minutes, once, for one organisation, while nothing
//!    about its single sign-on changed, and with a token that the provider signed for us and for this errand.
//! 3. It is a way in like every other: networks, policy, known browsers and the end of everything hold for it.
//! 4. Where it is required, no other way in is left but to owners and to customers' contacts; a right password that is shut out is
//!    answered like a wrong one. Whatever was open by another way in ends when it becomes required.
//! 5. What demands it less, or lets more in, takes two people.
//! 6. A failed return is on record with its reason; the browser is told a word.

mod away;
mod brought;
mod change;
mod check;
mod come_back;
mod enter;
mod errand;
mod fault;
mod home;
mod link_mine;
mod linked;
mod proof;
mod provider;
pub(crate) mod required;
pub(crate) mod rows;
mod rules;
mod show;
mod show_mine;
mod start;
mod unlink_member;
mod unlink_mine;
mod weakening;
mod who;
mod wire;

pub(crate) use provider::Providers;
pub(crate) use show_mine::{LinkedAccount, linked_of};
pub(crate) use weakening::Weakening;

use crate::state::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// It was changed, and lets nobody in who was not let in before.
pub const SINGLE_SIGN_ON_CHANGED: Action =
    Action::new("single_sign_on.changed", "It was decided how members sign in at the organisation's provider");
/// It was changed, and lets more in than before.
pub const SINGLE_SIGN_ON_WEAKENED: Action =
    Action::new("single_sign_on.weakened", "Single sign-on is not required or not offered any more, or lets more in than before");
/// A member was sent to the provider to link their account.
pub const LINK_BEGUN: Action = Action::new("single_sign_on.link_begun", "A member began to link their account with the provider's");
/// A member was linked.
pub const SIGN_IN_LINKED: Action =
    Action::new("single_sign_on.linked", "A member's account was linked with the provider's, or could not be");
/// A member is not linked any more.
pub const SIGN_IN_UNLINKED: Action =
    Action::new("single_sign_on.unlinked", "A member's account is not linked with the provider's any more");
/// Somebody joined by signing in.
pub const SIGN_IN_JOINED: Action = Action::new("single_sign_on.joined", "Somebody joined by signing in at the organisation's provider");

/// Every action of this slice.
pub const ACTIONS: &[Action] =
    &[SINGLE_SIGN_ON_CHANGED, SINGLE_SIGN_ON_WEAKENED, LINK_BEGUN, SIGN_IN_LINKED, SIGN_IN_UNLINKED, SIGN_IN_JOINED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(show::show_single_sign_on))
        .routes(crate::route!(change::change_single_sign_on))
        .routes(crate::route!(check::check_single_sign_on))
        .routes(utoipa_axum::routes!(start::start_single_sign_on))
        .routes(utoipa_axum::routes!(come_back::come_back))
        .routes(crate::route!(show_mine::show_mine))
        .routes(crate::route!(link_mine::link_mine))
        .routes(crate::route!(unlink_mine::unlink_mine))
        .routes(crate::route!(unlink_member::unlink_member))
}
