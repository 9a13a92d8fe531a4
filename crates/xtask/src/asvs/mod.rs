//! The OWASP Application Security Verification Standard 5.0, held against the proofs that we have: `docs/asvs.toml` has a row for
//! every requirement of the chapters listed in [`IDS`], and says for each whether it is met and which test shows it.
//!
//! Invariant: nothing is called met without a test that exists; what falls short says why; no requirement is left out.

mod row;
mod tables;

use crate::repo::{Finding, Repo};
use crate::{Outcome, proofs, say, tidy};
use row::{Row, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The rows, written by hand.
const ROWS: &str = "docs/asvs.toml";
/// The page made of them.
pub(crate) const PAGE: &str = "docs/asvs.md";
/// Every id of the chapters we answer, with its level.
const IDS: &str = "crates/xtask/asvs-5.0-ids.txt";

/// A requirement as the standard numbers it.
#[derive(Debug, PartialEq, Eq)]
struct Requirement<'a> {
    id: &'a str,
    level: i64,
    /// It asks for a document, which then is its proof.
    documented: bool,
}

/// Holds the rows against the ids, the tests and the page, and tells how far we are.
pub(crate) fn run(repo: &Repo) -> Outcome {
    let findings = findings(repo)?;
    for finding in &findings {
        say(&format!("asvs: {finding}"));
    }
    if !findings.is_empty() {
        return Err(format!("asvs: {} faults", findings.len()));
    }
    say(&tables::counts(&rows(repo)?));
    Ok(())
}

/// What is wrong with the rows; if nothing is, whether the page shows them.
fn findings(repo: &Repo) -> Result<Vec<Finding>, String> {
    let faults = faults(repo);
    if faults.is_empty() && !repo.text(PAGE).unwrap_or_default().contains(&page_table(repo)?) {
        return Ok(vec![Finding::file(PAGE, "is not current: `cargo xtask gen asvs` makes it")]);
    }
    Ok(faults)
}

/// The table of the page.
pub(crate) fn page_table(repo: &Repo) -> Result<String, String> {
    Ok(tables::page(&rows(repo)?))
}

fn rows(repo: &Repo) -> Result<Vec<Row>, String> {
    row::read(repo.text(ROWS).unwrap_or_default())
}

/// What is wrong with the rows, in their order.
fn faults(repo: &Repo) -> Vec<Finding> {
    let requirements = match requirements(repo.text(IDS).unwrap_or_default()) {
        Ok(requirements) => requirements,
        Err(fault) => return vec![Finding::file(IDS, fault)],
    };
    let rows = match rows(repo) {
        Ok(rows) => rows,
        Err(fault) => return vec![Finding::file(ROWS, fault)],
    };
    let known: BTreeMap<&str, &Requirement> = requirements.iter().map(|one| (one.id, one)).collect();
    let mut seen = BTreeSet::new();
    let mut said = Vec::new();
    for row in &rows {
        if !seen.insert(row.id.as_str()) {
            said.push(format!("{} stands here twice", row.id));
        }
        match known.get(row.id.as_str()) {
            None => said.push(format!("{} is no requirement of these chapters", row.id)),
            Some(requirement) => said.extend(wrong(repo, row, requirement).into_iter().map(|fault| format!("{}: {fault}", row.id))),
        }
    }
    said.extend(requirements.iter().filter(|one| !seen.contains(one.id)).map(|one| format!("{} is missing", one.id)));
    said.into_iter().map(|said| Finding::file(ROWS, said)).collect()
}

fn requirements(list: &str) -> Result<Vec<Requirement<'_>>, String> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read: Result<Vec<_>, String> = lines
        .map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            let (id, level, documented) = match words.as_slice() {
                [id, level] => (*id, *level, false),
                [id, level, "documented"] => (*id, *level, true),
                _ => return Err(format!("`{line}` is no requirement")),
            };
            let level = level.parse().map_err(|_| format!("`{line}` has no level"))?;
            Ok(Requirement { id, level, documented })
        })
        .collect();
    read.and_then(|all| if all.is_empty() { Err("holds no requirement".to_owned()) } else { Ok(all) })
}

/// What is wrong with one row.
fn wrong(repo: &Repo, row: &Row, requirement: &Requirement) -> Vec<String> {
    let mut said = Vec::new();
    let mut must = |holds: bool, fault: &str| {
        if !holds {
            said.push(fault.to_owned());
        }
    };
    must(row.level == requirement.level, "the standard has it at another level");
    must(!row.topic.is_empty(), "has no topic");
    must(row.status == Status::Met || !row.note.is_empty(), "is not met and has no note that says why");
    must(!matches!(row.status, Status::Met | Status::Partial) || !row.evidence.is_empty(), "names no evidence");
    must(row.status != Status::Open || row.evidence.is_empty(), "is open, yet names evidence");
    let is_page = |evidence: &str| !evidence.contains("::");
    let documents_alone = row.evidence.iter().all(|evidence| is_page(evidence));
    must(row.status != Status::Met || requirement.documented || !documents_alone, "a document alone proves nothing here");
    for evidence in &row.evidence {
        said.extend(if is_page(evidence) { tidy::broken_link(repo, PAGE_FROM_ROOT, evidence) } else { proofs::fault(repo, evidence) });
    }
    said
}

/// Pages are named from the root, as tests are.
const PAGE_FROM_ROOT: &str = "README.md";

#[cfg(test)]
mod tests;
