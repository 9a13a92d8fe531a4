//! Bookings: members' claims on the places of sessions.
//!
//! Invariants: a state moves only as [`rules`] allow; one claim of one member on one requirement; whoever holds a place has an assignment
//! of roster's, whose state is the booking's, whoever changed it; a place that becomes free is offered to whoever waits longest and may
//! take it, with a time by which to answer.

pub(crate) mod allocation;
mod allowed;
mod appeal;
pub(crate) mod calling;
mod claim;
mod confirmation;
mod eligible;
mod fairness;
mod invitations;
mod list;
mod mine;
mod moves;
mod no_show;
mod offer_answer;
mod outlook;
mod places;
mod queue;
mod refusal;
mod release;
pub mod rounds;
pub mod rows;
pub mod rules;
mod sign_up;
pub(crate) mod swapping;
pub(crate) mod told;
mod verification;
pub mod wire;
mod withdrawal;

pub use sign_up::book;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A booking.
    BookingId, "bkg"
);

/// Somebody asked for a place.
pub const MADE: Action = Action::new("booking.made", "A member asked for a place: it was given, or they applied, or they wait");
/// Members were invited.
pub const INVITED: Action = Action::new("booking.invited", "Members were invited to a session");
/// An application was confirmed.
pub const CONFIRMED: Action = Action::new("booking.confirmed", "Somebody who asked for a place was given one");
/// An application was refused.
pub const REFUSED: Action = Action::new("booking.refused", "Somebody who asked for a place was refused");
/// An offer or invitation was answered.
pub const ANSWERED: Action = Action::new("booking.answered", "A member answered an offer or an invitation");
/// A booking was withdrawn.
pub const WITHDRAWN: Action = Action::new("booking.withdrawn", "A member took their booking back");
/// A place was taken back.
pub const RELEASED: Action = Action::new("booking.released", "A booking was taken back by whoever plans");
/// Somebody did not come.
pub const MISSED: Action = Action::new("booking.missed", "It was put down that somebody did not come");
/// They say otherwise.
pub const APPEALED: Action = Action::new("booking.appealed", "A member wrote what stands beside their having been missed");
/// Somebody was there.
pub const VERIFIED: Action = Action::new("booking.verified", "It was checked that somebody was there");
/// The waiting list was served.
pub const SERVED: Action =
    Action::new("booking.served", "Offers that ran out ended, and places that were free were offered to whoever waits");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MADE, INVITED, CONFIRMED, REFUSED, ANSWERED, WITHDRAWN, RELEASED, MISSED, APPEALED, VERIFIED, SERVED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(sign_up::create_booking))
        .routes(access::route!(outlook::could_sign_up))
        .routes(access::route!(list::list_session_bookings))
        .routes(access::route!(mine::list_my_bookings))
        .routes(access::route!(invitations::invite_to_session))
        .routes(access::route!(confirmation::confirm_booking))
        .routes(access::route!(refusal::refuse_booking))
        .routes(access::route!(withdrawal::withdraw_booking))
        .routes(access::route!(release::release_booking))
        .routes(access::route!(offer_answer::answer_offer))
        .routes(access::route!(no_show::miss_booking))
        .routes(access::route!(appeal::appeal_no_show))
        .routes(access::route!(verification::verify_booking))
}
