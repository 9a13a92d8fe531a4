//! Proof and consistency files: no panic, and what parses prints the same.

use ledger::{ConsistencyFile, ProofFile, check};

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(file) = ProofFile::parse(text) {
        assert_eq!(file.to_string(), text);
        drop(check::proof("input", &file, None));
    }
    if let Ok(file) = ConsistencyFile::parse(text) {
        assert_eq!(file.to_string(), text);
        let held = check::Held { source_name: "older".to_owned(), note: file.checkpoint.to_string() };
        drop(check::checkpoints(&[held], &[("input".to_owned(), file)], None));
    }
}
