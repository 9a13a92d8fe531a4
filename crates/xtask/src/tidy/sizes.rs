//! Sizes: a file is a room that one can look over. What outgrows it is cut by meaning, not by counting.

use super::is_product;
use crate::repo::{Finding, Repo};

/// Where a limit holds (start and end of the path), what is generated within, and how many lines.
const LIMITS: &[(&str, &str, usize)] = &[
    ("crates/", ".rs", 500),
    ("web/src/", ".svelte", 250),
    ("web/src/", ".ts", 400),
    ("e2e/", ".ts", 400),
    ("bench/", ".rs", 500),
    ("fuzz/", ".rs", 500),
];

const GENERATED: &[&str] = &["web/src/lib/api/schema.d.ts"];

/// The median that product files are to stay at or below.
const MEDIAN: usize = 120;

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (start, end, limit) in LIMITS {
        for (path, text) in repo.texts(start, end).filter(|(path, _)| !GENERATED.contains(path)) {
            let lines = text.lines().count();
            if lines > *limit {
                findings.push(Finding::file(path, format!("{lines} lines; the limit is {limit}")));
            }
        }
    }
    findings
}

/// One line on how the product's files stand.
pub(super) fn report(repo: &Repo) -> String {
    let product = repo.texts("crates/", ".rs").filter(|(path, _)| is_product(path));
    let mut sizes: Vec<usize> = product.map(|(_, text)| text.lines().count()).collect();
    sizes.sort_unstable();
    let at = |share: usize| sizes.get((sizes.len() * share / 100).min(sizes.len().saturating_sub(1))).copied().unwrap_or(0);
    format!(
        "sizes: {} product files, {} lines; median {} (aim {MEDIAN}), ninth decile {}, longest {}",
        sizes.len(),
        sizes.iter().sum::<usize>(),
        at(50),
        at(90),
        at(100)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_told() {
        let long = "x\n".repeat(501);
        let fits = "x\n".repeat(250);
        let found = |path: &str, text: &str| check(&Repo::of(&[(path, text)])).len();
        assert_eq!(found("crates/work/src/jobs/create.rs", &long), 1);
        assert_eq!(found("crates/work/src/jobs/create.rs", &fits), 0);
        assert_eq!(found("web/src/lib/Board.svelte", &fits), 0);
        assert_eq!(found("web/src/lib/Board.svelte", &long), 1);
        assert_eq!(found("web/src/lib/board.ts", &long), 1);
        assert_eq!(found("web/src/lib/api/schema.d.ts", &long), 0);
        assert_eq!(found("docs/long.md", &long), 0);
    }

    #[test]
    fn the_report_names_median_and_longest() {
        let repo = Repo::of(&[("crates/a/src/x.rs", "1\n"), ("crates/a/src/y.rs", "1\n2\n"), ("crates/a/src/z.rs", "1\n2\n3\n")]);
        assert_eq!(report(&repo), "sizes: 3 product files, 6 lines; median 2 (aim 120), ninth decile 3, longest 3");
        assert!(report(&Repo::default()).contains("0 product files"));
    }
}
