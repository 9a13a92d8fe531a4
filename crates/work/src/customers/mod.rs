//! Customers: who the work is for.
//!
//! Invariants: a reference belongs to one customer; the number never changes.

mod create;
mod export;
mod list;
pub mod rows;
mod show;
mod update;
pub mod wire;

pub use create::create_in;
pub use wire::{CustomerLink, CustomerView, NewCustomer};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

pub use kernel::CustomerId;

/// A customer was added.
pub const CREATED: Action = Action::new("customer.created", "A customer was added");
/// A customer was changed.
pub const UPDATED: Action = Action::new("customer.updated", "A customer was changed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_customers))
        .routes(access::route!(create::create_customer))
        .routes(access::route!(export::export_customers))
        .routes(access::route!(show::get_customer))
        .routes(access::route!(update::update_customer))
}
