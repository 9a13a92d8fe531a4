//! Notes, keys and checkpoints: no panic, and what parses prints the same.

use ledger::{Checkpoint, Note, VerifierKey};

/// A key that did not sign the input, under the name that Go's example notes have.
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(note) = Note::parse(text) {
        assert_eq!(note.to_string(), text);
        let keys: Vec<VerifierKey> = KEY.parse().into_iter().collect();
        drop(note.verify(&keys));
        drop(Checkpoint::open(text, &keys));
        if let Ok(checkpoint) = Checkpoint::parse_text(note.text()) {
            assert_eq!(checkpoint.to_string(), note.text());
        }
    }
}
