//! Contacts: customers' people. They sign in like members, reach their customer's things alone, and are in no list of members.
//!
//! Invariants: a contact belongs to one customer for good; an address belongs to one person of the organisation, member or contact;
//! a contact holds no role of members.

mod create;
mod list;
pub mod rows;
mod show;
mod suspension;
mod update;
pub mod wire;

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

/// A contact was added.
pub const ADDED: Action = Action::new("contact.added", "A customer's contact was added");
/// A contact was changed.
pub const UPDATED: Action = Action::new("contact.updated", "A customer's contact was changed");
/// A contact was suspended.
pub const SUSPENDED: Action = Action::new("contact.suspended", "A customer's contact was suspended, and signed out everywhere");
/// A suspension ended.
pub const SUSPENSION_ENDED: Action = Action::new("contact.suspension_ended", "A contact's suspension was ended");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ADDED, UPDATED, SUSPENDED, SUSPENSION_ENDED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_contacts))
        .routes(access::route!(create::create_contact))
        .routes(access::route!(show::show_contact))
        .routes(access::route!(update::update_contact))
        .routes(access::route!(suspension::suspend_contact))
        .routes(access::route!(suspension::end_contact_suspension))
}
