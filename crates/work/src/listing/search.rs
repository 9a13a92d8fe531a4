//! The words of a search. Whatever is typed, only letters and digits reach the engines, each word by itself: there is no syntax to
//! break out of.

use kernel::{Error, Result};

/// Longest search text, in characters.
const MOST_CHARACTERS: usize = 200;
/// Most words that count.
const MOST_WORDS: usize = 12;

/// Words to be found together; the last one may be the beginning of a longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads what was typed into `field`. Text without any word in it finds nothing and is told by [`Words::is_empty`].
    pub fn parse(field: &str, typed: &str) -> Result<Self> {
        if typed.len() > MOST_CHARACTERS && typed.chars().count() > MOST_CHARACTERS {
            return Err(Error::field(field, "too-long", format!("must have at most {MOST_CHARACTERS} characters")));
        }
        let folded = typed.to_lowercase();
        let words = folded.split_whitespace().flat_map(number_or_words).take(MOST_WORDS);
        Ok(Self(words.collect()))
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each word, and whether it may be the beginning of a longer one.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (&str, bool)> + ExactSizeIterator {
        let last = self.0.len().wrapping_sub(1);
        self.0.iter().enumerate().map(move |(at, word)| (word.as_str(), at == last && word.chars().nth(1).is_some()))
    }

    /// Patterns for LIKE, one a word, each found anywhere: for what there are only hundreds of.
    pub fn for_like(&self) -> impl Iterator<Item = String> {
        // Letters and digits alone: nothing in them needs escaping.
        self.0.iter().map(|word| format!("%{word}%"))
    }
}

/// `J-000123` is how people write job 123: the number is what the index holds.
fn number_or_words(typed: &str) -> Vec<String> {
    let digits = ["j-", "c-", "a-"].iter().find_map(|letter| typed.strip_prefix(letter));
    if let Some(number) = digits.and_then(|digits| digits.parse::<u32>().ok()) {
        return vec![number.to_string()];
    }
    typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Words {
        Words::parse("q", typed).unwrap()
    }

    #[test]
    fn the_last_word_may_be_a_beginning() {
        let each = |typed: &str| read(typed).each().map(|(word, open)| (word.to_owned(), open)).collect::<Vec<_>>();
        assert_eq!(each("Broken  PIPE"), [("broken".to_owned(), false), ("pipe".to_owned(), true)]);
        assert_eq!(each("J-000123"), [("123".to_owned(), true)]);
        assert_eq!(each("a"), [("a".to_owned(), false)]);
        assert!(read(" \"*' -- ").is_empty());
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert!(Words::parse("q", &"x".repeat(10_000)).is_err());
        assert!(Words::parse("q", &"é".repeat(200)).is_ok());
    }

    proptest! {
        #[test]
        fn only_letters_and_digits_get_through(typed in ".{0,200}") {
            for word in read(&typed).0 {
                prop_assert!(word.chars().all(char::is_alphanumeric));
            }
        }
    }
}
