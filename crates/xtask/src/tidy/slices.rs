//! Slices: one folder each in a product crate, with `routes()` in its `mod.rs`. The names of its files tell what is in them:
//! `rules.rs` decides and touches no database, `rows.rs` and `wire.rs` handle no request, any other file holds at most one act.
//! A slice may use another's rules, rows and wire types, never its acts.

use super::handlers::MARK;
use super::is_product;
use crate::repo::{Finding, Repo};
use crate::rust::{paths, product_code};
use std::collections::{BTreeMap, BTreeSet};

const PRODUCTS: &[&str] = &["roster", "people", "duty", "work", "hours", "trust"];

/// Files of a slice that handle no request.
const QUIET: &[&str] = &["mod.rs", "rules.rs", "rows.rs", "wire.rs"];

/// A noun may have its PUT and its DELETE in one file (`hold.rs`).
const ACTS_A_FILE: usize = 2;

/// What a pure decision does not name.
const IMPURE: &[&str] =
    &["RunQueryDsl", "QueryDsl", "ExpressionMethods", "prelude", "sql_query", "Tx", "ReadTx", "WriteTx", "spawn_blocking"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let slices = slices(repo);
    let mut findings = Vec::new();
    for (slice, files) in &slices {
        for (path, code) in files {
            let file = path.rsplit('/').next().unwrap_or_default();
            let inner = inner_path(slice, path);
            check_acts(path, file, code, &mut findings);
            if inner == "rules.rs" || inner.starts_with("rules/") {
                check_rules(path, code, &mut findings);
            }
            check_imports(slice, path, code, &slices, &mut findings);
        }
    }
    findings
}

type Slices = BTreeMap<String, Vec<(String, String)>>;

/// Folder of each slice, such as `crates/work/src/jobs`, with path and code of its files.
fn slices(repo: &Repo) -> Slices {
    let mut slices = Slices::new();
    for (path, text) in repo.texts("crates/", "/mod.rs") {
        let is_theirs = PRODUCTS.iter().any(|product| path.starts_with(&format!("crates/{product}/src/")));
        if is_theirs && product_code(text).contains("fn routes(") {
            slices.insert(path.trim_end_matches("/mod.rs").to_owned(), Vec::new());
        }
    }
    for (path, text) in repo.texts("crates/", ".rs").filter(|(path, _)| is_product(path)) {
        if let Some(files) = slices.iter_mut().find_map(|(slice, files)| path.starts_with(&format!("{slice}/")).then_some(files)) {
            files.push((path.to_owned(), product_code(text)));
        }
    }
    slices
}

fn inner_path<'a>(slice: &str, path: &'a str) -> &'a str {
    path[slice.len()..].trim_start_matches('/')
}

fn check_acts(path: &str, file: &str, code: &str, findings: &mut Vec<Finding>) {
    let acts = code.matches(MARK).count();
    if QUIET.contains(&file) && acts > 0 {
        findings.push(Finding::file(path, format!("{file} handles no request: give the act a file of its own")));
    } else if acts > ACTS_A_FILE {
        findings.push(Finding::file(path, format!("{acts} acts in one file: one each (or the PUT and DELETE of one noun)")));
    }
}

fn check_rules(path: &str, code: &str, findings: &mut Vec<Finding>) {
    let impure = paths(code).into_iter().find(|(_, named)| named.split("::").any(|part| IMPURE.contains(&part)));
    if let Some((line, named)) = impure {
        findings.push(Finding::line(path, line, format!("rules are pure: `{named}` belongs into rows.rs or an act")));
    }
    if code.contains("async fn") || code.contains(".await") {
        findings.push(Finding::file(path, "rules are pure: nothing in them waits"));
    }
}

fn check_imports(slice: &str, path: &str, code: &str, slices: &Slices, findings: &mut Vec<Finding>) {
    let acts = foreign_acts(slice, slices);
    for (line, named) in paths(code) {
        let parts: Vec<&str> = named.split("::").collect();
        // `crate::jobs::create::…`, `super::super::jobs::create`, `work::jobs::create`.
        if let Some((slice, act)) = parts.windows(2).skip(1).find_map(|pair| acts.get(&(*pair.first()?, *pair.last()?))) {
            findings.push(Finding::line(path, line, format!("`{named}`: {slice}::{act} is another slice's act; use its rules or rows")));
        }
    }
}

/// Slice and module name of every act outside of `slice`.
fn foreign_acts<'a>(slice: &str, slices: &'a Slices) -> BTreeSet<(&'a str, &'a str)> {
    let others = slices.iter().filter(|(other, _)| other.as_str() != slice);
    let acts = others.flat_map(|(other, files)| {
        let name = other.rsplit('/').next().unwrap_or_default();
        let acts = files.iter().filter(|(_, code)| code.contains(MARK));
        acts.map(move |(path, _)| (name, inner_path(other, path).trim_end_matches(".rs")))
    });
    acts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOBS: (&str, &str) = ("crates/work/src/jobs/mod.rs", "pub fn routes() {}");
    const SITES: (&str, &str) = ("crates/work/src/sites/mod.rs", "pub fn routes() {}");
    const ACT: &str = "#[utoipa::path(post)]\nasync fn create() {}\n";

    fn found(path: &str, text: &str) -> Vec<String> {
        let sites_act = ("crates/work/src/sites/create.rs", ACT);
        let repo = Repo::of(&[JOBS, SITES, sites_act, (path, text)]);
        check(&repo).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn a_well_cut_slice_passes() {
        assert_eq!(found("crates/work/src/jobs/create.rs", &format!("use crate::sites::{{rules, rows}};\n{ACT}")), [""; 0]);
        assert_eq!(found("crates/work/src/jobs/hold.rs", &ACT.repeat(2)), [""; 0]);
        assert_eq!(found("crates/work/src/jobs/rules.rs", "use diesel::AsExpression; fn close() {}"), [""; 0]);
    }

    #[test]
    fn acts_stand_in_files_of_their_own() {
        assert_eq!(found("crates/work/src/jobs/rows.rs", ACT).len(), 1);
        assert_eq!(found("crates/work/src/jobs/everything.rs", &ACT.repeat(3)).len(), 1);
    }

    #[test]
    fn rules_are_pure() {
        assert_eq!(found("crates/work/src/jobs/rules.rs", "use diesel::prelude::*;").len(), 1);
        assert_eq!(found("crates/work/src/jobs/rules.rs", "use diesel::{RunQueryDsl as _};").len(), 1);
        assert_eq!(found("crates/work/src/jobs/rules.rs", "fn a(tx: &mut store::Tx) {}").len(), 1);
        assert_eq!(found("crates/work/src/jobs/rules.rs", "async fn a() {}").len(), 1);
    }

    #[test]
    fn another_slices_acts_are_its_own() {
        assert_eq!(found("crates/work/src/jobs/show.rs", "use crate::sites::create::create;").len(), 1);
        assert_eq!(found("crates/work/src/jobs/show.rs", "use crate::sites::{rules, create};").len(), 1);
        assert_eq!(found("crates/work/src/jobs/show.rs", "fn a() { super::super::sites::create::create() }").len(), 1);
        assert_eq!(found("crates/work/src/sites/list.rs", "use super::sites::create;"), [""; 0], "its own");
    }
}
