//! The export of a log, `muster-log v1`: a file of JSON lines with which its owner can check it anywhere.
//!
//! ```text
//! {"format":"muster-log v1","origin":"…","organisation":"…","verifier_keys":["…"],"checkpoints":["signed note", …]}
//! {"seq":1,"entry":"base64","salt":"base64"|null,"detail":"the committed JSON, as a string"|null}
//! …
//! {"seq":7,"entry":"base64","salt":null,"detail":null,"erased":true}
//! …
//! {"end":true,"size":9}
//! ```
//! Salt and detail are both null where the detail was erased, and the line says so; a record of the log must have said before
//! that it [lapsed](crate::lapsed_before). The last checkpoint should cover the last record: what no signature covers is
//! reported as a fault.

mod header;
mod line;
mod read;
mod write;

pub use header::{FORMAT, Header};
pub use line::{EndLine, EntryLine, Opened};
pub use read::{ExportError, ExportReader, Line, MAX_CHECKPOINTS, MAX_HEADER_BYTES, MAX_LINE_BYTES};
pub use write::ExportWriter;
