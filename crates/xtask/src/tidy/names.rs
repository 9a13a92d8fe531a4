//! Names: a file is called after what it holds. A name that would fit anything holds everything in the end, and a second of its
//! kind says nothing about how it differs from the first.

use crate::repo::{Finding, Repo};

const EMPTY_WORDS: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc", "stuff"];
const OURS: &[&str] = &["crates/", "web/src/", "e2e/", "bench/", "fuzz/", "docs/", "scripts/"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let ours = repo.files.iter().filter(|file| OURS.iter().any(|start| file.path.starts_with(start)));
    ours.filter_map(|file| Some(Finding::file(&file.path, fault(&file.path)?))).collect()
}

fn fault(path: &str) -> Option<String> {
    path.split('/').find_map(|part| {
        let stem = part.split('.').next().unwrap_or(part);
        if EMPTY_WORDS.contains(&stem.to_lowercase().as_str()) {
            Some(format!("`{part}` says nothing: name it after what it holds"))
        } else if stem.ends_with("_2") || stem.ends_with("-2") {
            Some(format!("`{part}`: a second of its kind needs a name of its own"))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_and_numbers_are_told() {
        for bad in [
            "crates/work/src/utils.rs",
            "crates/work/src/common/mod.rs",
            "web/src/lib/helpers.ts",
            "crates/work/src/jobs_2.rs",
            "crates/a/tests/snapshots/x-2.snap",
            "e2e/Misc.ts",
        ] {
            assert_eq!(check(&Repo::of(&[(bad, "")])).len(), 1, "{bad}");
        }
        for good in
            ["crates/work/src/jobs/create.rs", "crates/vault/data/sha-512.json", "crates/ledger/data/utf8.txt", "web/static/icon-192.png"]
        {
            assert_eq!(check(&Repo::of(&[(good, "")])), [], "{good}");
        }
    }
}
