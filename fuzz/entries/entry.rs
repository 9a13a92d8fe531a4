//! Event records: no panic, and one encoding only.

use ledger::Entry;

pub(crate) fn run(bytes: &[u8]) {
    if let Ok(entry) = Entry::decode(bytes) {
        assert_eq!(entry.encode().as_deref(), Ok(bytes));
    }
}
