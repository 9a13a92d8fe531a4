//! What a plan promises, over problems that nobody chose, and how good it is, over problems that others published.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "shared with the example that judges")]
#[path = "../../examples/judge/solomon.rs"]
mod solomon;

#[path = "../../examples/judge/technicians.rs"]
mod technicians;

mod promises;
mod published;
