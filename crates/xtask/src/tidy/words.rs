//! Words: the repository speaks of Muster alone and works wherever it is cloned. What must not stand in it is listed in
//! `crates/xtask/forbidden.txt`.

use super::extension;
use crate::repo::{Finding, Repo};

const LIST: &str = "crates/xtask/forbidden.txt";

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let forbidden: Vec<&str> =
        repo.text(LIST).unwrap_or_default().lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut findings = Vec::new();
    for (path, text) in repo.texts("", "").filter(|(path, _)| *path != LIST && !is_data(path)) {
        for (at, line) in text.lines().enumerate() {
            let named = forbidden.iter().filter(|word| stands_in(word, line));
            findings.extend(named.map(|word| Finding::line(path, at + 1, format!("`{word}` must not stand here"))));
        }
    }
    findings
}

/// Other people's words, kept byte for byte.
fn is_data(path: &str) -> bool {
    path.contains("/data/") || path.ends_with("package-lock.json") || matches!(extension(path), "lock" | "csv")
}

/// Whether `word` stands in `line` other than at the end of a longer path or word.
fn stands_in(word: &str, line: &str) -> bool {
    let continues = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '}' | ')' | '~'));
    line.match_indices(word).any(|(at, _)| !continues(&line[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_word_is_told_with_its_line() {
        let (list, bad) = ("# a comment\n/forbidden/\n", "fine\nlet path = \"/forbidden/shelf\";\n");
        let repo =
            Repo::of(&[(LIST, list), ("crates/work/src/lib.rs", bad), ("docs/guide.md", "# a comment\n"), ("crates/work/data/a.txt", bad)]);
        assert_eq!(check(&repo), [Finding::line("crates/work/src/lib.rs", 2, "`/forbidden/` must not stand here")]);
    }

    #[test]
    fn the_end_of_a_longer_path_is_not_meant() {
        assert!(!stands_in("/forbidden/", "see docs/forbidden/list and {root}/forbidden/list"));
        assert!(stands_in("/forbidden/", "see /forbidden/list"));
    }
}
