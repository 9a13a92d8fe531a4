//! Sealing: single fields and whole files, bound to the place they belong to.
//!
//! Invariants: sealed bytes begin with the version of their format and of the master key; what is sealed for one place does
//! not open in another; nothing is given out that was not authenticated.

mod associated;
mod field;
mod file;

pub use field::{FieldContext, FieldSealer};
pub use file::{CHUNK, FileReader, FileSealer, FileWriter};
