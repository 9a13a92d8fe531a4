//! Further facts that an organisation keeps about its members: typed fields of its own.
//!
//! Invariants: a field's key and kind never change; a retired field keeps what it held and takes nothing new; a value has its field's
//! kind.

mod create;
mod list;
pub mod rows;
pub mod rules;
mod update;
pub mod wire;

use access::Access;
use kernel::typed_id;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

typed_id!(
    /// A field that an organisation made.
    MemberFieldId, "fld"
);

/// A field was made.
pub const CREATED: Action = Action::new("member_field.created", "A further fact to be kept about members was decided on");
/// A field was changed.
pub const UPDATED: Action = Action::new("member_field.updated", "What is kept about members was changed");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_member_fields))
        .routes(access::route!(create::create_member_field))
        .routes(access::route!(update::update_member_field))
}
