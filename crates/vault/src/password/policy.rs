//! Which passwords are accepted: long ones that a guesser would not try first. No rules about kinds of characters.

use super::well_known::{is_common, is_leaked};
use std::collections::HashSet;

const LEAST_CHARACTERS: usize = 12;
const MOST_CHARACTERS: usize = 256;
const MOST_BYTES: usize = 1024;
/// Words shorter than this say too little about whose password it is.
const WORD: usize = 4;
/// So many characters must be left once the words a guesser knows are taken away.
const OWN_CHARACTERS: usize = 8;
/// So many different ones must be around a common password.
const OWN_KINDS: usize = 6;

/// Why a new password is not accepted. The texts are for the person choosing it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer than 12 characters.
    #[error("use at least {LEAST_CHARACTERS} characters; a few unrelated words are easy to remember")]
    TooShort,
    /// More than 256 characters, or more than 1024 bytes.
    #[error("use at most {MOST_CHARACTERS} characters")]
    TooLong,
    /// Among the most common passwords, or one of them with digits and signs around it.
    #[error("this is one of the passwords that are guessed first")]
    Common,
    /// In a collection of passwords that leaked, or one of them with digits and signs around it.
    #[error("this password has leaked somewhere, and is in the lists of those who guess")]
    Breached,
    /// A short pattern over and over, or a run along the alphabet, the digits or the keyboard.
    #[error("this is a pattern that is guessed first: a repetition or a run")]
    Pattern,
    /// Little more than the name of the organisation, the person or their e-mail.
    #[error("this is little more than “{0}”, which anybody who knows you would try")]
    KnownWord(String),
}

impl PasswordRefusal {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::Common | Self::Pattern => "common",
            Self::Breached => "breached",
            Self::KnownWord(_) => "personal",
        }
    }
}

/// Judges a new password; `known` are the words a guesser would know: organisation, e-mail, name.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), PasswordRefusal> {
    let characters = password.chars().count();
    if characters < LEAST_CHARACTERS {
        return Err(PasswordRefusal::TooShort);
    }
    if characters > MOST_CHARACTERS || password.len() > MOST_BYTES {
        return Err(PasswordRefusal::TooLong);
    }
    // Judged in lower case; hashed as it was given.
    let folded = password.to_lowercase();
    if stands_in_disguise(&folded, is_common) {
        return Err(PasswordRefusal::Common);
    }
    if stands_in_disguise(&folded, is_leaked) {
        return Err(PasswordRefusal::Breached);
    }
    if is_pattern(&folded) {
        return Err(PasswordRefusal::Pattern);
    }
    match known_word(&folded, known) {
        Some(word) => Err(PasswordRefusal::KnownWord(word)),
        None => Ok(()),
    }
}

/// `password`, `Password2024!`, `123password`, `passwordpassword`.
fn stands_in_disguise(folded: &str, listed: fn(&str) -> bool) -> bool {
    let once = |text: &str| listed(repeated_unit(text));
    let core = folded.trim_matches(|character: char| !character.is_alphabetic());
    let around = folded.replacen(core, "", 1);
    // Enough around it that is no pattern is what makes it a password of its own.
    let kinds = around.chars().collect::<HashSet<_>>().len();
    let bare = around.chars().count() < OWN_CHARACTERS || kinds < OWN_KINDS || is_pattern(&around);
    once(folded) || (core.chars().count() >= WORD && bare && once(core))
}

/// The shortest text of which `text` is a repetition; `text` itself where it is none.
fn repeated_unit(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    for end in ends.take_while(|end| end * 2 <= text.len()) {
        if text.len().is_multiple_of(end) && text.as_bytes().chunks(end).all(|chunk| chunk == &text.as_bytes()[..end]) {
            return &text[..end];
        }
    }
    text
}

const RUNS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn"];

/// A unit of up to four characters over and over, or a chain of at most three runs.
fn is_pattern(folded: &str) -> bool {
    repeated_unit(folded).chars().count() <= 4 || chain_of_runs(folded).is_some_and(|runs| runs <= 3)
}

/// Of how many runs of three or more characters, forwards or backwards, `text` consists; none where something else is in it.
fn chain_of_runs(text: &str) -> Option<usize> {
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut runs) = (0, 0);
    while at < text.len() {
        let length = RUNS.iter().map(|run| run_length(&text[at..], run)).max().unwrap_or(0);
        if length < 3 {
            return None;
        }
        (at, runs) = (at + length, runs + 1);
    }
    Some(runs)
}

/// How far `text` goes along `run` from its first character, in the better of both directions.
fn run_length(text: &[char], run: &str) -> usize {
    let forwards: Vec<char> = run.chars().collect();
    let backwards: Vec<char> = run.chars().rev().collect();
    let along = |run: &[char]| {
        (0..run.len()).map(|start| text.iter().zip(&run[start..]).take_while(|(one, other)| one == other).count()).max().unwrap_or(0)
    };
    along(&forwards).max(along(&backwards))
}

/// The longest known word that makes up most of the password.
fn known_word(folded: &str, known: &[&str]) -> Option<String> {
    let mut words: Vec<String> = std::iter::once("muster")
        .chain(known.iter().copied())
        .flat_map(|text| text.split(|character: char| !character.is_alphanumeric()))
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= WORD)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let longest = words.iter().find(|word| folded.contains(word.as_str()))?.clone();
    let rest = words.iter().fold(folded.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    let own = rest.chars().filter(|character| character.is_alphanumeric()).count();
    (own < OWN_CHARACTERS).then_some(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["Northgate Plumbing Ltd", "anna.keller@northgate.example", "Anna Keller"];

    fn refusal(password: &str) -> Option<&'static str> {
        check_password(password, KNOWN).err().map(|refusal| refusal.code())
    }

    #[test]
    fn length_is_counted_in_characters_and_capped_in_bytes() {
        assert_eq!(refusal("violet-otte"), Some("too-short"));
        assert_eq!(refusal("violet-otter"), None);
        assert_eq!(refusal("Grüße-aus-Ö"), Some("too-short"));
        let long: String = "violet otter climbs ".chars().cycle().take(256).collect();
        assert_eq!(refusal(&long), None);
        assert_eq!(refusal(&format!("{long}x")), Some("too-long"));
        let heavy: String = "🦦🪜🟣🧊🚲🪁🧭".chars().cycle().take(256).collect();
        assert_eq!(heavy.len(), 1024);
        assert_eq!(refusal(&heavy), None);
        assert_eq!(refusal(&format!("{heavy}🦦")), Some("too-long"));
    }

    #[test]
    fn common_passwords_are_seen_through_their_disguise() {
        for bad in ["Password2024!", "passwordpassword", "123456789sunshine", "!!football!!2026", "Transformers", "PASSWORD1234"] {
            assert_eq!(refusal(bad), Some("common"), "{bad}");
        }
    }

    #[test]
    fn leaked_ones_too() {
        for bad in ["Liverpoo2024!", "!!Lifehack!!2026", "lifehacklifehack", "123456swordfis"] {
            assert_eq!(refusal(bad), Some("breached"), "{bad}");
        }
        assert_eq!(refusal("lifehack under seven bridges"), None);
    }

    #[test]
    fn repetitions_and_runs_are_patterns() {
        for bad in ["aaaaaaaaaaaa", "abababababab", "xyz1xyz1xyz1", "abcdefghijklm", "qwertyuiopasdf", "zyxwvutsrqpo", "345678901234"] {
            assert_eq!(refusal(bad), Some("common"), "{bad}");
        }
        assert_eq!(refusal("qwertyuiopasdf"), Some("common"));
    }

    #[test]
    fn what_everybody_knows_of_you_is_no_password() {
        for bad in ["northgate2026", "Anna-Keller-1984", "Plumbing-Plumbing", "keller.northgate", "Muster-Muster-12"] {
            assert_eq!(refusal(bad), Some("personal"), "{bad}");
        }
        assert_eq!(refusal("northgate climbs violet otters"), None);
        let told = check_password("northgate2026", KNOWN).unwrap_err().to_string();
        assert!(told.contains("northgate"), "{told}");
    }

    #[test]
    fn good_passwords_pass() {
        for good in [
            "correct horse battery staple",
            "lusab-babad-gutih-tugad-kimor",
            "  spaces are kept  ",
            "ключ от старого сарая",
            "password 73 otters",
            "71830264955 sunshine",
        ] {
            assert_eq!(refusal(good), None, "{good}");
        }
    }
}
