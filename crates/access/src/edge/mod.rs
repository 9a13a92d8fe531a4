//! How requests are read and answers written: one form for bodies, queries, versions and problems.

mod body;
mod csv_safe;
mod follow;
mod paper;
mod problem;
mod reply;
mod sheet;
mod strict;
mod version;

pub use body::{Json, Path, Query};
pub use csv_safe::csv_safe;
pub use follow::{Followed, follow};
pub use paper::Paper;
pub use problem::{Answer, Problem, ProblemBody};
pub use reply::{Attachment, Created, Csv, Versioned, VersionedRow};
pub use version::{IfMatch, OnceHeader, OnceKey};
