//! What the press promises, read back by a reader that shares no code with it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod read_back;
mod whatever;
