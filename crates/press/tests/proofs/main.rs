//! What the press promises, read back by a reader that shares no code with it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod read_back;
mod whatever;
