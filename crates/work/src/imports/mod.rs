//! Import of jobs from files: a file is sent, its columns are mapped, a dry run tells what would happen, a run makes jobs of it.
//!
//! Invariants:
//! 1. A sent file touches the disk sealed with the organisation's key and in no other form.
//! 2. A job is known by its source and reference: importing a file twice adds nothing. A row whose job is there already is
//!    counted as unchanged and left alone, even where its content differs: what was done with the job here is worth more.
//!    A row without a reference is known by its content.
//! 3. A row becomes a job whole or not at all; every reason why not is kept with line, column and value.
//! 4. Rows are written in chunks, each one commit with one event record that touches its jobs; a run that was stopped or broke
//!    off leaves whole chunks behind, and running again goes on where they end, because of 2. A dry run writes its result alone.
//! 5. One site for each distinct address (customer, name, lines, town, region, postcode, country; case aside): the one that is
//!    there, else a new one. Customers likewise by name.
//! 6. An import has one run at a time, whichever server it is on; a sent file is kept for seven days after the last one.

mod cancel;
mod chunk;
mod file;
mod kept;
mod list;
pub mod mapping;
mod mappings;
mod place;
mod preview;
mod refusals;
mod refusals_csv;
mod rows;
mod run;
mod show;
mod source;
pub mod table;
mod tried;
mod turn;
mod upload;
mod wire;
mod work;

pub use file::{ImportFile, Report, import_file};
pub use kept::{KEPT_MILLIS, let_files_go, needed_files, sweep, with_old_file};
pub use turn::{LEASE_MILLIS, Servers, Underway, mark_interrupted, underway};
pub use work::{Act, Ask, Progress};

use access::{Access, Cx, permit};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// An import: one file and what became of it.
    ImportId, "imp"
);

/// A file was sent.
pub const UPLOADED: Action = Action::new("import.uploaded", "A file of jobs was sent to be imported");
/// A run began.
pub const STARTED: Action = Action::new("import.started", "The import of a file began");
/// Jobs were added; the event touches them.
pub const JOBS_IMPORTED: Action = Action::new("jobs.imported", "Jobs were added from a file");
/// A dry run came to its end.
pub const CHECKED: Action = Action::new("import.checked", "A file was checked to its end without adding jobs");
/// A run came to its end.
pub const FINISHED: Action = Action::new("import.finished", "The import of a file came to its end");
/// A run was stopped.
pub const CANCELLED: Action = Action::new("import.cancelled", "The import of a file was stopped");
/// A run broke off.
pub const FAILED: Action = Action::new("import.failed", "The import of a file broke off");

/// Files whose time had passed were removed.
pub const FILES_REMOVED: Action = Action::new("import.files_removed", "Files sent to be imported were removed after seven days");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[UPLOADED, STARTED, JOBS_IMPORTED, CHECKED, FINISHED, CANCELLED, FAILED, FILES_REMOVED];

/// A file's rows may become any customer's, any site's, any unit's: whoever imports must be able to see and to make them all.
fn whole(cx: &Cx<permit::ImportsRun>) -> kernel::Result<()> {
    cx.wholly::<permit::JobsRead>()?;
    cx.wholly::<permit::JobsWrite>()?;
    cx.wholly::<permit::CustomersRead>()?;
    cx.wholly::<permit::CustomersWrite>()?;
    cx.wholly::<permit::SitesRead>()?;
    cx.wholly::<permit::SitesWrite>()
}

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(access::route!(mappings::list_mappings))
        .routes(access::route!(list::list_imports))
        .routes(access::route!(upload::upload_import))
        .routes(access::route!(show::get_import))
        .routes(access::route!(preview::preview_import))
        .routes(access::route!(run::run_import))
        .routes(access::route!(cancel::cancel_import))
        .routes(access::route!(refusals::list_refusals))
        .routes(access::route!(refusals_csv::export_refusals))
}
