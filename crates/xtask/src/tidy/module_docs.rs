//! Module docs: every Rust file says in its first words what it is.

use crate::repo::{Finding, Repo};

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let silent = repo.texts("crates/", ".rs").filter(|(path, text)| !path.contains("/data/") && !speaks(text));
    silent.map(|(path, _)| Finding::file(path, "start with `//!`: what this is, and what always holds")).collect()
}

fn speaks(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().and_then(|line| line.strip_prefix("//!")).is_some_and(|doc| !doc.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_first_word_is_told() {
        let found = |text: &str| check(&Repo::of(&[("crates/work/src/jobs/mod.rs", text)])).len();
        assert_eq!(found("//! Jobs: agreed work at a site.\nmod rows;"), 0);
        assert_eq!(found("mod rows;"), 1);
        assert_eq!(found("//!\nmod rows;"), 1);
        assert_eq!(found("// Jobs\nmod rows;"), 1);
        assert_eq!(found(""), 1);
    }
}
