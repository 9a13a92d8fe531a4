//! The embedded list of common passwords.

use flate2::read::GzDecoder;
use std::collections::HashSet;
use std::io::Read as _;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../../data/common-passwords.txt.gz");

/// Whether `password`, in lower case, is among the 20 000 most common ones.
pub(super) fn is_common(password: &str) -> bool {
    static LIST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LIST.get_or_init(unpack).contains(password)
}

fn unpack() -> HashSet<&'static str> {
    let mut text = String::new();
    // The list is part of the program and its unpacking is tested: there is no failure to report at run time.
    let read = GzDecoder::new(PACKED).read_to_string(&mut text);
    debug_assert!(read.is_ok());
    String::leak(text).lines().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_unpacks_whole() {
        assert_eq!(unpack().len(), 19_640);
        assert!(is_common("password") && is_common("qwertyuiop") && is_common("123456"));
        assert!(!is_common("correct horse battery staple"));
    }
}
