//! Attendance: booking on and off, as people, supervisors and codes say it.
//!
//! Invariants: what was said stays, with the time it was said for and the time it was heard; what was wrong is corrected by saying it
//! again; what stands is always on, off, on, off in the order of time.

mod book;
mod code;
mod give_code;
mod list;
pub mod rows;
pub mod rules;
mod session;
mod show_code;
mod ticks;
mod tries;
pub mod wire;

pub use rules::Standing;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// Something that was said about attendance.
    AttendanceId, "att"
);
kernel::typed_id!(
    /// A session of an event, as assignments name it.
    SessionId, "esn"
);

/// Somebody booked on or off.
pub const BOOKED: Action = Action::new("attendance.booked", "A member booked on or off, or put right what they had said");
/// A list of attendance was kept.
pub const TICKED: Action = Action::new("attendance.ticked", "Who was there was written down by whoever led the session");
/// A wrong code was given.
pub const WRONG_CODE: Action = Action::new("attendance.wrong_code", "A member gave an attendance code that was not right");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[BOOKED, TICKED, WRONG_CODE];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(book::book_attendance))
        .routes(access::route!(list::list_attendance))
        .routes(access::route!(session::list_session_attendance))
        .routes(access::route!(ticks::tick_attendance))
        .routes(access::route!(show_code::show_attendance_code))
        .routes(access::route!(give_code::give_attendance_code))
}
