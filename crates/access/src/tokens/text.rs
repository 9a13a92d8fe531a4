//! A token's text: `mst_` (a calendar feed's secret: `mcf_`), 40 letters and digits, `_`, and 6 that check them. The first 11 of the 40 say where to look (the first
//! 63 bits of the organisation's id, which is mostly when it was set up); 29 are drawn at random, 172 bits.
//!
//! The check costs an attacker nothing and spares everybody else: a token cut off while copying is told at once, without a database,
//! and scanners for lost secrets (`mst_[0-9A-Za-z]{40}_[0-9A-Za-z]{6}`) find no false ones.

use kernel::{OrganisationId, Rng};
use vault::{TokenDigest, Zeroizing};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HOME_DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How tokens of programs begin.
pub(crate) const START: &str = "mst_";
/// How secrets of calendar feeds begin; as long as the other.
pub(crate) const FEED: &str = "mcf_";
// Characters of the place, of all between the underscores, of the check.
const PLACE: usize = 11;
const BODY: usize = 40;
const CHECK: usize = 6;
/// Characters of the organisation's id that the place holds.
const HOME: usize = 13;
/// Characters shown of a token that is there.
const SHOWN: usize = 8;

/// A new token of an organisation.
pub(crate) fn make(organisation: OrganisationId, rng: &dyn Rng) -> Zeroizing<String> {
    beginning(START, organisation, rng)
}

/// A new secret of an organisation that begins like this.
pub(crate) fn beginning(start: &str, organisation: OrganisationId, rng: &dyn Rng) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(START.len() + BODY + 1 + CHECK));
    text.push_str(start);
    push(&mut text, place_of(organisation), PLACE);
    while text.len() < START.len() + BODY {
        let mut drawn = Zeroizing::new([0_u8; 32]);
        rng.fill(&mut *drawn);
        // Beyond the last whole multiple of 62 some digits would come up more often than others.
        let fair = drawn.iter().filter(|byte| **byte < 248).map(|byte| char::from(DIGITS[usize::from(byte % 62)]));
        let missing = START.len() + BODY - text.len();
        text.extend(fair.take(missing));
    }
    let check = crc32fast::hash(text.as_bytes());
    text.push('_');
    push(&mut text, u64::from(check), CHECK);
    text
}

/// Where to look for a token (how the organisation's id begins) and its digest; nothing for what is no token.
pub(crate) fn read(text: &str) -> Option<(String, TokenDigest)> {
    read_beginning(START, text)
}

/// The same for a secret that begins like this.
pub(crate) fn read_beginning(start: &str, text: &str) -> Option<(String, TokenDigest)> {
    let (body, check) = text.strip_prefix(start)?.split_once('_')?;
    if body.len() != BODY || check.len() != CHECK {
        return None;
    }
    body.bytes().all(|digit| digit.is_ascii_alphanumeric()).then_some(())?;
    let told = number(check)?;
    if told != u64::from(crc32fast::hash(&text.as_bytes()[..START.len() + BODY])) {
        return None;
    }
    let place = number(&body[..PLACE])?;
    if place >> 63 != 0 {
        return None;
    }
    let home = (0..HOME).rev().map(|at| char::from(HOME_DIGITS[(place >> (5 * at) & 31) as usize]));
    Some(("org_".chars().chain(home).collect(), TokenDigest::of_text(text)))
}

/// What is shown of a token later, so that its owner knows it again.
pub(crate) fn shown(text: &str) -> String {
    // The place is the same for all of an organisation: what is shown is the beginning of what was drawn.
    text.chars().skip(START.len() + PLACE).take(SHOWN).collect()
}

fn place_of(organisation: OrganisationId) -> u64 {
    let digits = organisation.as_str().bytes().skip("org_".len()).take(HOME);
    digits.fold(0, |sum, digit| sum << 5 | HOME_DIGITS.iter().position(|known| *known == digit).unwrap_or(0) as u64)
}

fn push(text: &mut String, mut number: u64, width: usize) {
    let mut digits = vec!['0'; width];
    for digit in digits.iter_mut().rev() {
        *digit = char::from(DIGITS[usize::try_from(number % 62).unwrap_or(0)]);
        number /= 62;
    }
    text.extend(digits);
}

fn number(text: &str) -> Option<u64> {
    text.bytes().try_fold(0_u64, |sum, digit| {
        let value = DIGITS.iter().position(|known| *known == digit)? as u64;
        sum.checked_mul(62)?.checked_add(value)
    })
}

/// Whether a token is read from these bytes: for the fuzzer.
#[doc(hidden)]
pub fn fuzz_token(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| read(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    fn token() -> (OrganisationId, Zeroizing<String>) {
        let organisation = OrganisationId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let text = make(organisation, &SystemRng);
        (organisation, text)
    }

    #[test]
    fn made_and_read_back() {
        for _ in 0..200 {
            let (organisation, text) = token();
            assert_eq!(text.len(), 51);
            let (home, digest) = read(&text).unwrap();
            assert!(organisation.as_str().starts_with(&home) && home.len() == 17, "{home}");
            assert_eq!(digest, TokenDigest::of_text(&text));
            assert!(text.contains(&shown(&text)) && shown(&text).len() == 8);
        }
    }

    /// What opens a calendar opens nothing else, and the other way round.
    #[test]
    fn one_kind_is_not_read_as_another() {
        let (organisation, token) = token();
        let feed = beginning(FEED, organisation, &SystemRng);
        assert!(read_beginning(FEED, &feed).is_some() && read(&token).is_some());
        assert!(read(&feed).is_none() && read_beginning(FEED, &token).is_none());
        assert!(read(&feed.replacen(FEED, START, 1)).is_none(), "the check is of the beginning too");
    }

    #[test]
    fn a_slip_of_the_pen_is_no_token() {
        let (_, text) = token();
        for at in 0..text.len() {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            assert!(!fuzz_token(&bytes), "changed at {at}");
            assert!(!fuzz_token(&text.as_bytes()[..at]), "cut at {at}");
        }
        for other in ["", "mst_", "mst__", &format!("{}0", *text), &format!(" {}", *text), &text.to_uppercase()] {
            assert!(!fuzz_token(other.as_bytes()), "{other}");
        }
        // The place has 63 bits; eleven digits could say more.
        assert!(read(&format!("mst_{}_000000", "z".repeat(40))).is_none());
    }
}
