//! Cookies: no panic, and a session is read only where exactly one cookie has its name.

use crate::token::{SESSION_COOKIE, fuzz_cookie};

pub(crate) fn run(bytes: &[u8]) {
    if fuzz_cookie(bytes) {
        let text = String::from_utf8_lossy(bytes);
        let named = text.split(';').filter(|pair| pair.trim().split_once('=').is_some_and(|(name, _)| name == SESSION_COOKIE));
        assert_eq!(named.count(), 1);
    }
}
