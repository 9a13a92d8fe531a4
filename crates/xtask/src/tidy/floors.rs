//! Floors: a crate uses only what lies below it. `verify` stands alone on `ledger`, so that what checks the log shares no other code
//! with what writes it; the workshop stands apart.

use crate::repo::{Finding, Repo};

const FLOORS: &[(&str, u8)] = &[
    ("kernel", 0),
    ("vault", 0),
    ("ledger", 0),
    ("calendar", 0),
    ("press", 0),
    ("planner", 0),
    ("store", 1),
    ("envoy", 1),
    ("picture", 1),
    ("courier", 2),
    ("access", 3),
    ("gate", 4),
    ("notices", 4),
    ("roster", 5),
    ("people", 6),
    ("duty", 6),
    ("work", 6),
    ("hours", 6),
    ("trust", 6),
    ("muster", 7),
];

/// Stands apart: what it may use is said here, and nobody but tests uses it.
const APART: &[(&str, &[&str])] =
    &[("verify", &["ledger"]), ("witness", &["ledger", "kernel"]), ("xtask", &[]), ("test-support", ABOVE_ALL)];

/// The coherent test world is made with the product itself.
const ABOVE_ALL: &[&str] = &[
    "kernel", "vault", "ledger", "calendar", "planner", "press", "picture", "store", "courier", "access", "gate", "notices", "roster",
    "people", "duty", "work", "hours", "trust", "muster",
];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in repo.manifests() {
        match manifest {
            Ok((name, path, manifest)) => check_one(name, path, &manifest, &mut findings),
            Err(finding) => findings.push(finding),
        }
    }
    findings
}

fn check_one(name: &str, path: &str, manifest: &toml::Table, findings: &mut Vec<Finding>) {
    if !is_known(name) {
        findings.push(Finding::file(path, format!("{name} has no floor: give it one in tidy's floors")));
        return;
    }
    for (kind, uses) in dependencies(manifest) {
        if is_known(&uses) && !may_use(name, &kind, &uses) {
            findings.push(Finding::file(path, format!("{name} may not name {uses} under [{kind}]: it is not on a floor below")));
        }
    }
}

fn is_known(name: &str) -> bool {
    floor(name).is_some() || APART.iter().any(|(apart, _)| *apart == name)
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find_map(|(other, floor)| (*other == name).then_some(*floor))
}

fn may_use(name: &str, kind: &str, uses: &str) -> bool {
    let in_tests = kind == "dev-dependencies";
    if in_tests && (uses == "test-support" || name == "muster") {
        return true;
    }
    if let Some((_, allowed)) = APART.iter().find(|(apart, _)| *apart == name) {
        return allowed.contains(&uses);
    }
    matches!((floor(name), floor(uses)), (Some(own), Some(other)) if other < own)
}

/// Every dependency of a manifest with the table it stands in.
pub(super) fn dependencies(manifest: &toml::Table) -> Vec<(String, String)> {
    let mut tables = vec![manifest.clone()];
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        tables.extend(targets.values().filter_map(|target| target.as_table().cloned()));
    }
    let mut found = Vec::new();
    for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for table in &tables {
            let named = table.get(kind).and_then(toml::Value::as_table);
            found.extend(named.into_iter().flatten().map(|(name, value)| (kind.to_owned(), real_name(name, value))));
        }
    }
    found
}

/// A dependency may be renamed: its own name is what counts.
fn real_name(name: &str, value: &toml::Value) -> String {
    value.get("package").and_then(toml::Value::as_str).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, manifest: &str) -> usize {
        check(&Repo::of(&[(&format!("crates/{name}/Cargo.toml"), manifest)])).len()
    }

    #[test]
    fn down_is_allowed_and_up_or_sideways_is_not() {
        assert_eq!(found("access", "[dependencies]\nstore.workspace = true\nkernel.workspace = true\nserde = '1'"), 0);
        assert_eq!(found("store", "[dependencies]\naccess.workspace = true"), 1);
        assert_eq!(found("people", "[dependencies]\nwork.workspace = true"), 1);
        assert_eq!(found("kernel", "[build-dependencies]\nvault.workspace = true"), 1);
        assert_eq!(found("store", "[target.'cfg(unix)'.dependencies]\ngate.workspace = true"), 1);
        assert_eq!(found("store", "[dependencies]\nweb = { package = 'gate', path = '../gate' }"), 1);
    }

    #[test]
    fn verify_stands_on_the_ledger_alone() {
        assert_eq!(found("verify", "[dependencies]\nledger.workspace = true"), 0);
        assert_eq!(found("verify", "[dependencies]\nkernel.workspace = true"), 1);
    }

    #[test]
    fn test_support_is_for_tests() {
        assert_eq!(found("work", "[dev-dependencies]\ntest-support.workspace = true"), 0);
        assert_eq!(found("work", "[dependencies]\ntest-support.workspace = true"), 1);
        assert_eq!(found("test-support", "[dependencies]\nwork.workspace = true"), 0);
        assert_eq!(found("xtask", "[dependencies]\ntest-support.workspace = true"), 1);
    }

    #[test]
    fn a_crate_without_a_floor_is_told() {
        assert_eq!(found("shed", "[dependencies]"), 1);
    }
}
