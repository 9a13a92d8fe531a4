//! Requirements: the kind and number of people that a session or a visit needs, from when to when.
//!
//! Invariants: a requirement belongs to one session or visit and moves with it; it is filled only while it is live; its places are
//! never fewer than those taken, which the database holds as well.

pub mod rows;
mod wire;

pub use rows::{Demand, RequirementRow, cancel_of_owner, demands, find, insert, of_owner, set_demands, update};
pub use wire::{DemandView, RequirementView, told};

kernel::typed_id!(
    /// A requirement.
    RequirementId, "req"
);
kernel::typed_id!(
    /// A competency: proven ability.
    CompetencyId, "cmp"
);
kernel::typed_id!(
    /// A duty type: what time is booked as.
    DutyTypeId, "dty"
);

kernel::word! {
    /// Whose requirement it is.
    RequirementKind {
        /// A session of an event.
        Session = "session",
        /// A visit for a job.
        Visit = "visit",
    }
}
