//! Proof and consistency files: no panic, and what parses prints the same.
#![no_main]

use ledger::{ConsistencyFile, ProofFile, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(file) = ProofFile::parse(text) {
        assert_eq!(file.to_string(), text);
        let _ = check::proof("input", &file, None);
    }
    if let Ok(file) = ConsistencyFile::parse(text) {
        assert_eq!(file.to_string(), text);
        let held = check::Held { source_name: "older".to_owned(), note: file.checkpoint.to_string() };
        let _ = check::checkpoints(&[held], &[("input".to_owned(), file)], None);
    }
});
