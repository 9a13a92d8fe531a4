//! The only crate that opens a database.
//!
//! Two engines, one code: SQLite under SQLCipher (one file and one key per organisation) and PostgreSQL (one database, a
//! policy on every table). A [`Realm`] is one organisation's data, or the instance's directory. Products see a [`Tx`] and
//! nothing else; the door to realms ([`door`]) is for `access` and the binary.
//!
//! Invariants:
//! 1. No write without an event record: a write closure must return [`Committed`], which only [`WriteTx::commit`] makes.
//! 2. An answer leaves only after its commit is durable; writes that wait at the same moment share one commit.
//! 3. A transaction sees one organisation, whatever its queries say.
//! 4. A realm older than its last signed checkpoint does not open.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod batch;
mod bell;
mod checkpoint;
mod connection;
mod cosignatures;
mod directory;
pub mod door;
mod embedded;
mod erasures;
mod event;
pub mod events;
mod grown;
mod idempotency;
pub mod lapse;
mod log;
mod migrations;
mod noted;
mod pool;
mod postgres;
mod pulse;
mod realm;
#[expect(missing_docs, reason = "the table macro makes public items without documentation")]
pub mod schema;
mod statement;
mod tx;

pub use connection::EngineConnection as Connection;
pub use event::{Action, Change, Event, Outcome, Subject};
pub use idempotency::{Fingerprint, IdempotencyKey, fingerprint};
pub use realm::Realm;
pub use statement::Statement;
pub use tx::{Committed, Origin, ReadTx, Tx, WriteTx};
