//! Hours: time worked, by whom, with what it was derived from, every version it had, and how far it has been agreed.
//!
//! Invariants: hours go from recorded by the person's own confirmation to approved by somebody else to locked; a change makes a new
//! version, says why and is to be confirmed anew; nothing is deleted, an entry below nothing takes it back; what is locked stays.

mod approval;
mod confirmation;
mod correction;
mod create;
mod derivation;
pub mod derive;
mod export;
mod lines;
mod list;
mod lock;
mod reversal;
pub mod rows;
pub mod rules;
mod show;
pub mod split;
pub mod wire;

pub(crate) use lines::unit_at;
pub use rules::{HoursSource, HoursState};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A record of hours.
    HoursId, "hrs"
);
kernel::typed_id!(
    /// A lock put on hours.
    HoursLockId, "hlk"
);

/// Hours were written down by hand.
pub const RECORDED: Action = Action::new("hours.recorded", "Hours were written down by hand");
/// Hours were derived from assignments.
pub const DERIVED: Action = Action::new("hours.derived", "Hours were derived from assignments that are over");
/// Hours were confirmed.
pub const CONFIRMED: Action = Action::new("hours.confirmed", "A member confirmed their hours");
/// Hours were approved.
pub const APPROVED: Action = Action::new("hours.approved", "Somebody else approved a member's hours");
/// Hours were corrected.
pub const CORRECTED: Action = Action::new("hours.corrected", "Hours were corrected: there is a new version, and the old is kept");
/// Hours were reversed.
pub const REVERSED: Action = Action::new("hours.reversed", "Hours were taken back by an entry below nothing");
/// Hours were locked.
pub const LOCKED: Action = Action::new("hours.locked", "Approved hours were locked up to a day");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[RECORDED, DERIVED, CONFIRMED, APPROVED, CORRECTED, REVERSED, LOCKED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_hours))
        .routes(access::route!(export::export_hours))
        .routes(access::route!(create::record_hours))
        .routes(access::route!(show::get_hours))
        .routes(access::route!(derivation::derive_hours))
        .routes(access::route!(confirmation::confirm_hours))
        .routes(access::route!(approval::approve_hours))
        .routes(access::route!(correction::correct_hours))
        .routes(access::route!(reversal::reverse_hours))
        .routes(access::route!(lock::lock_hours))
}
