//! How requests are read and answers written: one form for bodies, queries, versions and problems.

mod body;
mod problem;
mod reply;
mod version;

pub use body::{Json, Path, Query};
pub use problem::{Answer, Problem, ProblemBody};
pub use reply::{Created, Csv, Versioned, VersionedRow};
pub use version::{IfMatch, OnceKey};
