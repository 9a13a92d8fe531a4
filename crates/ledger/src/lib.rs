//! The verifiable log: what an organisation needs to check its own history without trusting the server.
//!
//! Pure: bytes in, bytes out; no file, clock, network or randomness, and no other Muster crate. `store` appends to it in
//! the transaction of every change, the `muster-verify` program checks with it, and both run the same code here.
//!
//! - [`Hash`](struct@Hash), [`leaf_hash`], [`node_hash`]: the RFC 6962 tree over SHA-256;
//! - [`Frontier`]: the right edge of a growing tree, enough to append and to know the root;
//! - [`inclusion_proof`], [`consistency_proof`], [`root_at`] over a storage's [`Nodes`], and [`verify_inclusion`], [`verify_consistency`];
//! - [`Entry`]: the one canonical encoding of an event record, and [`commitment()`] to its details;
//! - [`Note`], [`NoteSigner`], [`VerifierKey`], [`Checkpoint`]: C2SP signed notes and checkpoints; [`Cosigner`], [`WitnessKey`]: cosignatures;
//! - [`tile`]: C2SP tlog-tiles paths and contents;
//! - [`export`], [`ProofFile`], [`ConsistencyFile`]: the files a customer can take away; [`check`]: what is wrong with them, named.
//!
//! # Invariants
//! - The event record with sequence number `seq` is leaf [`leaf_index`]`(seq)`: numbers start at [`FIRST_SEQ`] = 1, so a
//!   tree of size *n* holds exactly the records 1 to *n*.
//! - Whatever decodes encodes again to the same bytes: an entry, a note, a tile and a proof have one form.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod cbor;
pub mod check;
mod checkpoint;
mod commitment;
mod consistency;
mod consistency_file;
mod entry;
pub mod export;
mod frontier;
mod hash;
mod inclusion;
mod lapse;
mod nodes;
pub mod note;
mod proof_file;
mod prover;
mod refusal;
pub mod tile;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use commitment::{SALT_BYTES, commitment};
pub use consistency::{consistency_proof, verify_consistency};
pub use consistency_file::{CONSISTENCY_PREFIX, ConsistencyFile};
pub use entry::{Entry, EntryError, FIRST_SEQ, MAX_ENTRY_BYTES, MAX_TOUCHED, Outcome, Touched, leaf_index};
pub use frontier::{Frontier, FrontierError, TileNode};
pub use hash::{EMPTY_ROOT, HASH_BYTES, Hash, HashError, leaf_hash, node_hash};
pub use inclusion::{inclusion_proof, verify_inclusion};
pub use lapse::{LAPSE_ACTION, LAPSE_SUBJECT, LEAST_KEPT_MILLIS, lapsed_before};
pub use nodes::{MemoryNodes, Nodes};
pub use note::{Cosigner, Note, NoteError, NoteSigner, VerifierKey, WitnessKey};
pub use proof_file::{PROOF_FORMAT, ProofFile, ProofFileError};
pub use prover::{ProveError, root_at};
pub use refusal::ProofRefused;
