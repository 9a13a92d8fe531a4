//! Forms: what is asked on a visit, and what was answered.
//!
//! Invariants: what a form asks is an edition that stays as it is; a completed form stays as it is too, which the database holds, and is
//! corrected by another; a visit is not done before what is asked of it is answered; answers and pictures are sealed.

mod asked;
mod complete;
mod create;
mod list;
mod of_visit;
pub mod paper;
pub mod pdf;
mod pictures;
pub mod rows;
pub mod rules;
mod show;
pub mod template;
mod update;
pub mod wire;

pub use asked::{ask, asked_of, missing};
pub use complete::complete_in;
pub use template::{Edition, TemplateRow};
pub use wire::{AskedForm, NewForm};

use access::Access;
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// What a form asks, in all its editions.
    TemplateId, "ftp"
);
kernel::typed_id!(
    /// A completed form.
    FormId, "frm"
);
kernel::typed_id!(
    /// A photograph or a signature taken on a visit.
    PictureId, "vpc"
);

/// A form was made.
pub const CREATED: Action = Action::new("form_template.created", "A form to be filled in was made");
/// A form was changed.
pub const UPDATED: Action = Action::new("form_template.updated", "What a form asks was changed, or it was named anew or retired");
/// A form was completed.
pub const COMPLETED: Action = Action::new("form.completed", "A form was completed, or corrected by another");
/// A picture was taken.
pub const PICTURED: Action = Action::new("visit.pictured", "A photograph or a signature was taken on a visit");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[CREATED, UPDATED, COMPLETED, PICTURED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(list::list_form_templates))
        .routes(access::route!(create::create_form_template))
        .routes(access::route!(update::update_form_template))
        .routes(access::route!(of_visit::list_visit_forms))
        .routes(access::route!(complete::complete_form))
        .routes(access::route!(show::get_form))
        .routes(access::route!(pdf::print_form))
        .routes(access::route!(pictures::add_picture))
        .routes(access::route!(pictures::show_picture))
}
