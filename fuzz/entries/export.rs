//! Exports, and a note held beside one: whatever they say, no panic. The note comes first, up to a NUL byte.

use ledger::check::{Held, Trust, export};

pub(crate) fn run(bytes: &[u8]) {
    let (note, file) = bytes.iter().position(|byte| *byte == 0).map_or((&[][..], bytes), |at| (&bytes[..at], &bytes[at + 1..]));
    let held = Held { source_name: "held".to_owned(), note: String::from_utf8_lossy(note).into_owned() };
    drop(export(file, Trust::InFile, &[held]));
}
