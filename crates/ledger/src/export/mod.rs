//! The export of a log, `muster-log v1`: a file of JSON lines with which its owner can check it anywhere.
//!
//! ```text
//! {"format":"muster-log v1","origin":"…","organisation":"…","verifier_keys":["…"],"checkpoints":["signed note", …]}
//! {"seq":1,"entry":"base64","salt":"base64"|null,"detail":"the committed JSON, as a string"|null}
//! …
//! {"end":true,"size":1}
//! ```
//! Salt and detail are both null where the detail was erased or is not for the reader. The last checkpoint should cover
//! the last record: what no signature covers is reported as a fault.

mod header;
mod line;
mod read;
mod write;

pub use header::{FORMAT, Header};
pub use line::{EndLine, EntryLine, Opened};
pub use read::{ExportError, ExportReader, Line, MAX_CHECKPOINTS, MAX_HEADER_BYTES, MAX_LINE_BYTES};
pub use write::ExportWriter;
