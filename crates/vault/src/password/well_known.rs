//! The lists of passwords that are tried first: the common ones, and more that stood in collections of leaked ones.
//!
//! Kept as sorted digests of eight bytes: half a megabyte, whatever the words' length, and no list of them in memory. That a word of
//! no list meets a digest happens once in 10^14.

use flate2::read::GzDecoder;
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use std::sync::OnceLock;

static COMMON: &[u8] = include_bytes!("../../data/common-passwords.txt.gz");
static LEAKED: &[u8] = include_bytes!("../../data/leaked-passwords.txt.gz");

/// Whether `password`, in lower case, is among the 20 000 most common ones.
pub(super) fn is_common(password: &str) -> bool {
    static LIST: OnceLock<Box<[u64]>> = OnceLock::new();
    LIST.get_or_init(|| unpack(COMMON)).binary_search(&digest(password)).is_ok()
}

/// Whether `password`, in lower case, is among 36 000 more that leaked.
pub(super) fn is_leaked(password: &str) -> bool {
    static LIST: OnceLock<Box<[u64]>> = OnceLock::new();
    LIST.get_or_init(|| unpack(LEAKED)).binary_search(&digest(password)).is_ok()
}

fn digest(word: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(word.as_bytes()).into();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn unpack(packed: &[u8]) -> Box<[u64]> {
    let mut text = String::new();
    // The lists are part of the program and their unpacking is tested: there is no failure to report at run time.
    let read = GzDecoder::new(packed).read_to_string(&mut text);
    debug_assert!(read.is_ok());
    let mut digests: Vec<u64> = text.lines().map(digest).collect();
    digests.sort_unstable();
    digests.dedup();
    digests.into_boxed_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_unpacks_whole() {
        assert_eq!((unpack(COMMON).len(), unpack(LEAKED).len()), (19_640, 36_207));
        assert!(is_common("password") && is_common("qwertyuiop") && is_common("123456"));
        assert!(is_leaked("liverpoo") && is_leaked("rasdzv3") && is_leaked("iwantu"));
        assert!(!is_leaked("password"), "the common ones are in the other list alone");
        assert!(!is_common("correct horse battery staple") && !is_leaked("correct horse battery staple"));
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        for (packed, found) in [(COMMON, is_common as fn(&str) -> bool), (LEAKED, is_leaked)] {
            let mut text = String::new();
            GzDecoder::new(packed).read_to_string(&mut text).unwrap();
            assert!(text.lines().all(found));
        }
    }
}
