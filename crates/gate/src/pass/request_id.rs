//! A request's id: 16 random bytes in 26 characters. Always ours: one that a client could choose would let it forge log lines.

use http::HeaderValue;
use kernel::Rng;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

pub(super) struct RequestId([u8; 26]);

pub(super) fn new(rng: &dyn Rng) -> RequestId {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    let mut held = u128::from_be_bytes(bytes);
    let mut text = [0; 26];
    for place in text.iter_mut().rev() {
        *place = DIGITS[(held & 31) as usize];
        held >>= 5;
    }
    RequestId(text)
}

impl RequestId {
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(super) fn header(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).unwrap_or(HeaderValue::from_static("none"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Rng for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.iter_mut().zip(225..=240).for_each(|(byte, value)| *byte = value);
        }
    }

    #[test]
    fn every_bit_is_in_the_text() {
        let id = new(&Counting);
        assert_eq!(id.as_str(), "71wbhy9sf6wzmektqbxkpyxvzg");
        assert_eq!(id.header().to_str().unwrap(), id.as_str());
    }
}
