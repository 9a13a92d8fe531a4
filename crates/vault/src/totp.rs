//! One-time codes of an authenticator app: RFC 6238 with HMAC-SHA-1, six digits and steps of thirty seconds, which is what every
//! app can do.
//!
//! A code is good in its own step and five seconds longer, for clocks that differ and fingers that are slow. The caller keeps the
//! step that was accepted last: a code is good once.

use crate::base32;
use crate::random::{Random, RandomError};
use crate::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use std::fmt;
use subtle::{Choice, ConstantTimeEq as _};
use zeroize::{ZeroizeOnDrop, Zeroizing};

const STEP_MILLIS: i64 = 30_000;
const GRACE_MILLIS: i64 = 5_000;

/// What an authenticator app and the server share.
#[derive(Clone)]
pub struct TotpSecret {
    key: Secret<20>,
}

impl TotpSecret {
    /// A new one.
    pub fn generate(random: &mut dyn Random) -> Result<Self, RandomError> {
        Ok(Self { key: Secret::random(random)? })
    }

    /// The one with these bytes, if they are twenty.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self { key: Secret::copied(bytes.try_into().ok()?) })
    }

    /// Reads the text that an app was given.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self { key: Secret::copied(&*base32::decode::<20>(text)?) })
    }

    /// Its bytes, to be sealed.
    pub fn expose(&self) -> &[u8] {
        self.key.expose()
    }

    /// Its text for an authenticator app: 32 letters.
    pub fn text(&self) -> Zeroizing<String> {
        base32::encode(self.key.expose())
    }

    /// The step that an instant falls in.
    pub fn step_at(millis: i64) -> i64 {
        millis.div_euclid(STEP_MILLIS)
    }

    /// The code of a step.
    pub fn code(&self, step: i64) -> Zeroizing<String> {
        let tag = Hmac::<Sha1>::new_from_slice(self.key.expose()).map(|mac| mac.chain_update(step.to_be_bytes()).finalize().into_bytes());
        let tag: [u8; 20] = tag.map(Into::into).unwrap_or_default();
        let at = usize::from(tag[19] & 15);
        let number = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
        Zeroizing::new(format!("{:06}", number % 1_000_000))
    }

    /// The step for which `code` is good at this instant, unless that step or a later one was accepted before.
    pub fn accepts(&self, code: &str, millis: i64, last: i64) -> Option<i64> {
        let now = Self::step_at(millis);
        let late = Self::step_at(millis.saturating_sub(GRACE_MILLIS));
        // Both are looked at whatever the first says, so that the time tells nothing.
        let newer = |step: i64| Choice::from(u8::from(step > last));
        let meets = |step: i64| bool::from(self.code(step).as_bytes().ct_eq(code.as_bytes()) & newer(step));
        let (current, previous) = (meets(now), meets(late));
        if current { Some(now) } else { previous.then_some(late) }
    }
}

impl ZeroizeOnDrop for TotpSecret {}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    /// RFC 6238, appendix B, the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(*secret().code(TotpSecret::step_at(seconds * 1000)), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_in_its_step_and_five_seconds_longer() {
        let (start, step) = (1_795_000_020_000_i64, TotpSecret::step_at(1_795_000_020_000));
        let code = secret().code(step);
        let good = |millis: i64| secret().accepts(&code, start + millis, 0);
        assert_eq!(good(-1), None, "not before");
        assert_eq!([good(0), good(29_999), good(30_000), good(34_999)], [Some(step); 4]);
        assert_eq!(good(35_000), None, "not later");
    }

    #[test]
    fn a_code_is_good_once_and_none_before_it_afterwards() {
        let (start, step) = (1_795_000_020_000_i64, TotpSecret::step_at(1_795_000_020_000));
        assert_eq!(secret().accepts(&secret().code(step), start, step), None);
        assert_eq!(secret().accepts(&secret().code(step), start + 31_000, step), None);
        assert_eq!(secret().accepts(&secret().code(step), start + 31_000, step + 1), None);
        assert_eq!(secret().accepts(&secret().code(step + 1), start + 31_000, step), Some(step + 1));
    }

    #[test]
    fn nothing_else_is_a_code_and_any_instant_has_an_answer() {
        for bad in ["", "28708", "2870822", "28708２", "-87082", "abcdef"] {
            assert_eq!(secret().accepts(bad, 59_000, 0), None, "{bad}");
        }
        for instant in [i64::MIN, -1, i64::MAX] {
            assert_eq!(secret().accepts("000000", instant, i64::MAX), None);
        }
    }

    #[test]
    fn an_app_gets_thirty_two_letters() {
        assert_eq!(*secret().text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(TotpSecret::parse(&secret().text()).unwrap().code(1), secret().code(1));
        assert_eq!(format!("{:?}", secret()), "TotpSecret(hidden)");
    }
}
