//! What is wrong with an export, a proof or a set of checkpoints: every fault by its name and place.
//!
//! The same code judges for `muster audit` and for the separate `muster-verify`. A clean report means: every record is
//! canonical and in its place, every revealed detail is the one committed to, and the tree over them has the very roots
//! that the trusted key signed. It cannot mean that an event never recorded was recorded, nor, without a checkpoint
//! from elsewhere, that the file is the newest state: hence [`Held`].

mod checkpoints;
mod erased;
mod export;
mod fault;
mod held;
mod proof;
mod record;
mod walk;

pub use checkpoints::{CheckpointsReport, checkpoints};
pub use export::{ExportReport, export};
pub use fault::{Fault, MAX_FAULTS, Undecided};
pub use held::{Held, Known, Trust};
pub use proof::{ProofReport, proof};
pub use record::Record;
