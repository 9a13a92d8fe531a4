//! Announcements: something said to many at once, by unit, rank, ability or role, and who has read it.
//!
//! Invariants: an announcement reaches exactly those whom its audience names when it is made, but for who makes it; who was told, has
//! read and has acknowledged it is what the notices say; whoever looks after some units alone sees what was said to those alone; what
//! was withdrawn is read by no member any more.

mod audience;
mod create;
mod list;
mod own;
mod receipts;
mod receipts_file;
mod rows;
mod rules;
mod show;
pub mod wire;
mod withdrawal;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An announcement.
    AnnouncementId, "ann"
);

/// Something was announced.
pub const MADE: Action = Action::new("announcement.made", "Something was announced to many");
/// An announcement was withdrawn.
pub const WITHDRAWN: Action = Action::new("announcement.withdrawn", "An announcement was taken back");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[MADE, WITHDRAWN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_announcements))
        .routes(access::route!(create::create_announcement))
        .routes(access::route!(audience::count_audience))
        .routes(access::route!(show::get_announcement))
        .routes(access::route!(receipts::list_receipts))
        .routes(access::route!(receipts_file::export_receipts))
        .routes(access::route!(withdrawal::withdraw_announcement))
        .routes(access::route!(own::read_announcement))
}
