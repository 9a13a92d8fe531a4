//! Assignments: a member's time, from when to when, at a place, for a requirement or for none.
//!
//! Invariants: nobody is in two places at once, and no more places are taken than there are, which the database refuses whatever the
//! code believes; what was forced says by whom, why and over which rules.

mod answer;
mod change;
mod create;
mod exchange;
mod filter;
mod list;
mod place;
mod release;
pub mod rows;
mod show;
mod telling;
mod told_of;
mod wire;

pub use place::{Force, NewAssignment, Shift, place, shift};
pub use rows::{AssignmentRow, find, of_owner, of_owners, of_requirement};
pub use telling::{Heard, tell_member};
pub use wire::{AssignmentView, ForcedView, told};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An assignment.
    AssignmentId, "asg"
);

kernel::word! {
    /// What somebody's time is taken for.
    AssignmentKind {
        /// A place at a session.
        Session = "session",
        /// A visit for a job.
        Visit = "visit",
        /// A duty booked by oneself.
        Duty = "duty",
        /// Ready to be called.
        OnCall = "on_call",
    }
}

kernel::word! {
    /// Which of a requirement's places.
    Seat {
        /// A whole place.
        Full = "full",
        /// A trainee's, beside a qualified one.
        Supervised = "supervised",
    }
}

kernel::word! {
    /// Where an assignment stands. The first four take the member's time.
    AssignmentState {
        /// Waits for the member's answer.
        Offered = "offered",
        /// Agreed.
        Confirmed = "confirmed",
        /// Going on.
        OnDuty = "on_duty",
        /// Done.
        Worked = "worked",
        /// The member said no.
        Declined = "declined",
        /// The member took it back.
        Withdrawn = "withdrawn",
        /// Taken back by whoever plans.
        Released = "released",
        /// What it was for will not take place.
        Cancelled = "cancelled",
        /// The member did not come.
        NoShow = "no_show",
    }
}

impl AssignmentKind {
    /// What records call the thing that the time is taken for.
    fn subject(self) -> &'static str {
        match self {
            Self::Session => "event_session",
            Self::Visit => "visit",
            Self::Duty | Self::OnCall => "assignment",
        }
    }
}

impl AssignmentState {
    /// Whether it takes the member's time and a place.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Offered | Self::Confirmed | Self::OnDuty | Self::Worked)
    }

    /// Whether it can still be moved, handed on or taken back.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Offered | Self::Confirmed)
    }
}

/// Somebody was assigned.
pub const PLACED: Action = Action::new("assignment.placed", "Somebody was given a place");
/// An assignment was moved or handed on.
pub const CHANGED: Action = Action::new("assignment.changed", "An assignment was moved or given to somebody else");
/// An assignment was taken back.
pub const RELEASED: Action = Action::new("assignment.released", "An assignment was taken back");
/// Two members exchanged their assignments.
pub const EXCHANGED: Action = Action::new("assignment.exchanged", "Two members exchanged their assignments");
/// A member answered an offer.
pub const ANSWERED: Action = Action::new("assignment.answered", "A member accepted or declined an assignment");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[PLACED, CHANGED, RELEASED, EXCHANGED, ANSWERED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_assignments))
        .routes(access::route!(show::get_assignment))
        .routes(access::route!(told_of::list_assignment_notices))
        .routes(access::route!(create::create_assignment))
        .routes(access::route!(change::change_assignment))
        .routes(access::route!(release::release_assignment))
        .routes(access::route!(exchange::exchange_assignments))
        .routes(access::route!(answer::answer_assignment))
}
