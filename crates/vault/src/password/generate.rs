//! Passwords made by the program: readable aloud, easy to type, 80 bits strong.

use crate::random::{Random, RandomError};
use zeroize::Zeroizing;

const WORDS: usize = 5;
const LETTERS: usize = WORDS * 5 + WORDS - 1;
// 16 consonants and 4 vowels: four and two bits a letter, so every word of five letters carries 16 bits without bias
// (D. S. Wilkerson's proquints, arXiv:0901.4016).
const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// A new password such as `lusab-babad-gutih-tugad-kimor`: 5 words of 16 random bits.
pub fn generate_password(random: &mut dyn Random) -> Result<Zeroizing<String>, RandomError> {
    let mut bytes = Zeroizing::new([0; WORDS * 2]);
    random.fill(&mut *bytes)?;
    let mut password = Zeroizing::new(String::with_capacity(LETTERS));
    for pair in bytes.chunks_exact(2) {
        if !password.is_empty() {
            password.push('-');
        }
        let word = u16::from_be_bytes([pair[0], pair[1]]);
        for (shift, vowel) in [(12, false), (10, true), (6, false), (4, true), (0, false)] {
            let bits = usize::from(word >> shift);
            password.push(char::from(if vowel { VOWELS[bits & 3] } else { CONSONANTS[bits & 15] }));
        }
    }
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::OsRandom;
    use std::collections::HashSet;

    #[test]
    fn the_bits_become_letters_one_to_one() {
        let mut zeros = |bytes: &mut [u8]| bytes.fill(0);
        assert_eq!(*generate_password(&mut zeros).unwrap(), "babab-babab-babab-babab-babab");
        // 127.0.0.1 is `lusab-babad` in the paper.
        let mut local = |bytes: &mut [u8]| bytes.copy_from_slice(&[127, 0, 0, 1, 127, 0, 0, 1, 127, 0]);
        assert_eq!(*generate_password(&mut local).unwrap(), "lusab-babad-lusab-babad-lusab");
    }

    #[test]
    fn they_differ_and_meet_the_policy() {
        let made: HashSet<_> = (0..500).map(|_| generate_password(&mut OsRandom).unwrap().to_string()).collect();
        assert_eq!(made.len(), 500);
        for password in made {
            assert_eq!(password.len(), LETTERS);
            super::super::check_password(&password, &["Northgate", "anna@northgate.example"]).unwrap();
        }
    }
}
