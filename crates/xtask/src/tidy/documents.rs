//! Documents: what a page points at is there. A link between files leads somewhere, a path in backticks exists, and a test that is
//! named as a proof (`path::name`) is in that file: a promise whose proof was renamed away is a promise no more.

use crate::proofs;
use crate::repo::{Finding, Repo};
use std::collections::BTreeSet;

/// Folders of ours: a path that begins with one of them is meant to exist.
const FOLDERS: &[&str] = &["crates/", "web/", "e2e/", "bench/", "fuzz/", "docs/", "scripts/", ".ci/", ".cargo/"];
/// Made by a build, not kept.
const MADE: &[&str] = &["web/build"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let places = places(repo);
    let pages = repo.texts("", ".md").filter(|(path, _)| !path.contains("/vectors/") && !path.contains("node_modules"));
    pages.flat_map(|(path, text)| page(repo, &places, path, text)).collect()
}

/// Every file and every folder.
fn places(repo: &Repo) -> BTreeSet<&str> {
    let mut places = BTreeSet::new();
    for file in &repo.files {
        places.insert(file.path.as_str());
        places.extend(file.path.match_indices('/').map(|(at, _)| &file.path[..at]));
    }
    places
}

fn page(repo: &Repo, places: &BTreeSet<&str>, path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut fenced = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let wrong = links(line).filter_map(|link| broken_link_among(repo, places, path, link));
        let wrong = wrong.chain(quoted(line).filter_map(|words| broken_name(repo, places, path, words)));
        findings.extend(wrong.map(|said| Finding::line(path, at + 1, said)));
    }
    findings
}

/// The targets of `[text](target)`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target)
}

/// What stands in backticks.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// What is wrong with a link from `page`.
pub(crate) fn broken_link(repo: &Repo, page: &str, link: &str) -> Option<String> {
    broken_link_among(repo, &places(repo), page, link)
}

fn broken_link_among(repo: &Repo, places: &BTreeSet<&str>, page: &str, link: &str) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (target, part) = link.split_once('#').map_or((link, None), |(target, part)| (target, Some(part)));
    let target = if target.is_empty() { page.to_owned() } else { joined(page, target) };
    if !places.contains(target.as_str()) {
        return Some(format!("the link {link} leads nowhere"));
    }
    let part = part?;
    let headings = repo.text(&target).unwrap_or_default().lines().filter(|line| line.starts_with('#'));
    headings.map(anchor).all(|anchor| anchor != part).then(|| format!("{target} has no heading #{part}"))
}

/// `target` as it is meant from `page`.
fn joined(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A heading's name in a link: lower case, hyphens for spaces, nothing else.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// A path (from the root or from the page), or a test in a file, that is not there. Patterns (`docs/*.md`, `jobs/{id}`, `…`) are not paths.
fn broken_name(repo: &Repo, places: &BTreeSet<&str>, page: &str, words: &str) -> Option<String> {
    let (path, test) = words.split_once("::").map_or((words, None), |(path, test)| (path, Some(test)));
    let is_path = FOLDERS.iter().any(|folder| path.starts_with(folder)) && !path.contains(['*', '{', '…', ' ', '<']);
    if !is_path || MADE.iter().any(|made| path.starts_with(made)) {
        return None;
    }
    let path = path.trim_end_matches('/');
    let beside = joined(page, path);
    if !places.contains(path) && !places.contains(beside.as_str()) {
        return Some(format!("there is no {path}"));
    }
    let test = test?;
    let text = repo.text(path).or_else(|| repo.text(&beside)).unwrap_or_default();
    (!proofs::has(path, text, test)).then(|| format!("{path} has no test `{test}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(page: &str) -> Vec<String> {
        let proof = "#[test]\nfn it_holds() {}\n";
        let files = [
            ("docs/a.md", page),
            ("docs/adr/b.md", "# A word, or two\n"),
            ("crates/x/tests/y.rs", proof),
            ("e2e/z.test.js", "test('it is so', …"),
        ];
        check(&Repo::of(&files)).into_iter().map(|finding| finding.said).collect()
    }

    #[test]
    fn links_lead_somewhere() {
        assert_eq!(said("[b](adr/b.md) [c](adr/b.md#a-word-or-two) [d](../crates/x) [e](https://example.org/)"), [""; 0]);
        assert_eq!(said("[b](b.md)"), ["the link b.md leads nowhere"]);
        assert_eq!(said("[b](adr/b.md#a-word)"), ["docs/adr/b.md has no heading #a-word"]);
    }

    #[test]
    fn paths_and_proofs_are_there() {
        assert_eq!(said("`crates/x/`, `crates/x/tests/y.rs::it_holds`, `e2e/z.test.js::it is so`, `docs/*.md`, `x/y`"), [""; 0]);
        assert_eq!(said("`crates/x/src`"), ["there is no crates/x/src"]);
        assert_eq!(said("`crates/x/tests/y.rs::it_held`"), ["crates/x/tests/y.rs has no test `it_held`"]);
        assert_eq!(said("`e2e/z.test.js::it was so`"), ["e2e/z.test.js has no test `it was so`"]);
        assert_eq!(said("```\n`crates/x/src`\n```"), [""; 0]);
    }
}
