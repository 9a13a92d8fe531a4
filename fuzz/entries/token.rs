//! Programs' tokens: no panic, and what is read has one spelling: letters and digits alone, of one length, with its check.

use crate::text::fuzz_token;

pub(crate) fn run(bytes: &[u8]) {
    if fuzz_token(bytes) {
        assert_eq!(bytes.len(), 51);
        assert!(bytes.starts_with(b"mst_") && bytes[44] == b'_');
        assert_eq!(bytes.iter().filter(|byte| byte.is_ascii_alphanumeric()).count(), 49);
        let mut slipped = bytes.to_vec();
        slipped[20] = if slipped[20] == b'0' { b'1' } else { b'0' };
        assert!(!fuzz_token(&slipped));
    }
}
