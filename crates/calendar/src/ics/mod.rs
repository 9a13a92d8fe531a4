//! Calendars as text (RFC 5545): written for feeds, read for imports.
//!
//! Invariants:
//! 1. What is written is read again as the same, by this reader and by a foreign one: lines folded at 75 bytes, text escaped, every
//!    zone described for the years it is used in.
//! 2. Reading is bounded in bytes, lines, depth and number of parts, and never panics. What is sloppy but clear is read; what is not is
//!    told with its line; only a file that is no calendar at all, or too large a one, is refused whole.

mod component;
mod escape;
mod event;
mod length;
mod line;
mod spans;
pub mod value;
mod write;
mod zones;
mod zones_read;

pub use component::{Component, File, MOST_BYTES, MOST_DEPTH, MOST_PARTS, NoCalendar, Problem, read};
pub use event::{Event, events};
pub use length::Length;
pub use line::{Parameter, Property};
pub use spans::{Span, spans};
pub use write::{Calendar, Entry, Standing, write};
