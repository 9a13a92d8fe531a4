//! Streams: the whole audit log, sent on record by record to a system of the organisation's own, as syslog over TLS (RFC 5424, 5425) or as
//! batches over HTTPS, signed as Standard Webhooks has it.
//!
//! Invariants: in order and without a gap: a stream keeps the number of the last record that was taken, and nothing after it is sent
//! before it; what was sent and perhaps not taken is sent again, under the same number; one process sends at a time, by a lease; a stream
//! that fails waits longer and longer, for ever, and is given up by nobody but a person. What is sent is what the export for programs
//! tells.

mod carry;
mod create;
mod frame;
mod list;
pub mod outbox;
mod remove;
mod rows;
mod rules;
mod trial;
mod update;
mod wire;

pub use carry::{Sent, carry};
pub(crate) use rules::next_try;
pub use wire::{AuditStream, AuditStreams, StreamKind, StreamState, Trial};

use access::{Access, route};
use store::Action;
use utoipa_axum::router::OpenApiRouter;

kernel::typed_id!(
    /// A stream of the audit log.
    StreamId, "aus"
);

/// A stream was made.
pub const STREAM_CREATED: Action = Action::new("audit_stream.created", "A stream of the audit log was made");
/// A stream was changed.
pub const STREAM_UPDATED: Action = Action::new("audit_stream.updated", "A stream of the audit log was changed, paused or resumed");
/// A stream was removed.
pub const STREAM_REMOVED: Action = Action::new("audit_stream.removed", "A stream of the audit log was removed");
/// Something was sent to try it out.
pub const STREAM_TRIED: Action = Action::new("audit_stream.tried", "A message was sent by a stream of the audit log to try it out");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[STREAM_CREATED, STREAM_UPDATED, STREAM_REMOVED, STREAM_TRIED];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(route!(list::list_streams))
        .routes(route!(create::create_stream))
        .routes(route!(update::update_stream))
        .routes(route!(remove::remove_stream))
        .routes(route!(trial::try_stream))
}
