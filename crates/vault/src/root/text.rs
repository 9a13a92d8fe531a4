//! The text form of a root key: `muster-root-v1:<base64url>:<checksum>`, one line.
//!
//! The checksum (8 hex digits of SHA-256 over what precedes it) tells a line cut short or mistyped from a good one, before a
//! wrong key makes every database look broken.

use super::RootKeyError;
use crate::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

const PREFIX: &str = "muster-root-v1:";
const KEY_LETTERS: usize = 43;
const CHECKSUM_LETTERS: usize = 8;
const LETTERS: usize = PREFIX.len() + KEY_LETTERS + 1 + CHECKSUM_LETTERS;

/// The line, without its line end.
pub(super) fn write(key: &[u8; 32]) -> Zeroizing<String> {
    // Room for the whole line at once: growing would leave copies of the key behind in freed memory.
    let mut line = Zeroizing::new(String::with_capacity(LETTERS));
    line.push_str(PREFIX);
    URL_SAFE_NO_PAD.encode_string(key, &mut line);
    let sum = checksum(&line);
    line.push(':');
    line.push_str(&sum);
    line
}

/// Reads the line; one line end after it is allowed.
pub(super) fn read(line: &str) -> Result<Secret<32>, RootKeyError> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() < LETTERS && (line.starts_with(PREFIX) || PREFIX.starts_with(line)) {
        return Err(RootKeyError::Truncated);
    }
    if line.len() != LETTERS || !line.is_ascii() || !line.starts_with(PREFIX) {
        return Err(RootKeyError::Foreign);
    }
    let (keyed, sum) = line.split_at(PREFIX.len() + KEY_LETTERS);
    if sum.strip_prefix(':') != Some(checksum(keyed).as_str()) {
        return Err(RootKeyError::Checksum);
    }
    decode(&URL_SAFE_NO_PAD, &keyed[PREFIX.len()..]).ok_or(RootKeyError::Checksum)
}

/// 32 bytes from base64, with no copy left behind.
pub(super) fn decode(engine: &impl base64::Engine, letters: &str) -> Option<Secret<32>> {
    let mut bytes = Zeroizing::new([0; 48]);
    let length = engine.decode_slice(letters, &mut *bytes).ok()?;
    let key: &[u8; 32] = bytes[..length].try_into().ok()?;
    Some(Secret::copied(key))
}

fn checksum(text: &str) -> String {
    hex::encode(&Sha256::digest(text)[..CHECKSUM_LETTERS / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back() {
        let line = write(&[9; 32]);
        assert_eq!(line.len(), LETTERS);
        for end in ["", "\n", "\r\n"] {
            assert_eq!(read(&format!("{}{end}", *line)).unwrap().expose(), &[9; 32]);
        }
    }

    #[test]
    fn cut_short_altered_and_foreign_lines_are_told_apart() {
        let line = write(&[9; 32]);
        for length in 0..line.len() {
            assert!(matches!(read(&line[..length]), Err(RootKeyError::Truncated)), "{length}");
        }
        for at in PREFIX.len()..line.len() {
            let mut other = line.as_bytes().to_vec();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            assert!(matches!(read(&other), Err(RootKeyError::Checksum)), "{at}");
        }
        for foreign in ["hello", &format!("{} ", *line), &line.replace("v1", "v2"), &"é".repeat(40)] {
            assert!(matches!(read(foreign), Err(RootKeyError::Foreign)), "{foreign}");
        }
    }
}
