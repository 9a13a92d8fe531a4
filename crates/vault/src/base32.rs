//! Base32 (RFC 4648, without padding): what people type from paper and what authenticator apps read.

use zeroize::Zeroizing;

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The text of bytes whose number is a multiple of five.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 8 / 5));
    for five in bytes.chunks_exact(5) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for place in (0..8).rev() {
            let letter = usize::try_from(bits >> (place * 5) & 31).unwrap_or_default();
            text.push(char::from(LETTERS[letter]));
        }
    }
    text
}

/// The bytes of exactly `N * 8 / 5` letters, capital or small; hyphens and spaces between them are passed over.
pub(crate) fn decode<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    let (mut bits, mut held, mut at) = (0_u32, 0_u8, 0);
    for letter in text.bytes().filter(|letter| !matches!(letter, b'-' | b' ')) {
        let value = LETTERS.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        held += 5;
        if held >= 8 {
            held -= 8;
            *bytes.get_mut(at)? = u8::try_from(bits >> held & 0xff).ok()?;
            (at, bits) = (at + 1, bits & ((1 << held) - 1));
        }
    }
    (at == N && held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_rfc_has_it() {
        assert_eq!(*encode(b"fooba"), "MZXW6YTB");
        assert_eq!(decode::<5>("mzxw-6ytb").as_deref(), Some(b"fooba"));
        for bad in ["MZXW6YT", "MZXW6YTBA", "MZXW6YT1", "", "MZXW6YTBMZXW6YTB"] {
            assert!(decode::<5>(bad).is_none(), "{bad}");
        }
    }
}
