//! Exports: whatever the file, no panic.
#![no_main]

use ledger::check::{Held, Trust, export};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &[u8])| {
    let (note, file) = input;
    let held = Held { source_name: "held".to_owned(), note: note.to_owned() };
    let _ = export(file, Trust::InFile, &[held]);
});
