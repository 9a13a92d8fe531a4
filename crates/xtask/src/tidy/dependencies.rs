//! Dependencies: whatever Muster stands on has a line in `docs/dependencies.md` that says why, and nothing else has; the
//! workspace names no crate that none of ours uses, and none of ours names one past the workspace.

use super::extension;
use crate::repo::{Finding, Repo};
use std::collections::BTreeSet;

const REASONS: &str = "docs/dependencies.md";
const MANIFESTS: &[&str] = &["Cargo.toml", "bench/Cargo.toml", "fuzz/Cargo.toml"];
const PACKAGES: &[&str] = &["web/package.json", "e2e/package.json", "crates/test-support/provider/package.json"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut used = BTreeSet::new();
    for path in MANIFESTS.iter().chain(PACKAGES) {
        match repo.text(path).map(|text| if extension(path) == "toml" { crates(text) } else { packages(text) }) {
            Some(Ok(names)) => used.extend(names.into_iter().map(|name| (name, *path))),
            Some(Err(error)) => findings.push(Finding::file(path, error)),
            None => {}
        }
    }
    findings.extend(past_the_workspace(repo));
    let reasons = explained(repo.text(REASONS).unwrap_or_default());
    let unexplained = used.iter().filter(|(name, _)| !reasons.iter().any(|(_, explained)| explained == name));
    findings.extend(unexplained.map(|(name, path)| Finding::file(path, format!("{name} has no line in {REASONS}"))));
    let unused = reasons.iter().filter(|(_, explained)| !used.iter().any(|(name, _)| name == explained));
    findings.extend(unused.map(|(line, name)| Finding::line(REASONS, *line, format!("{name} is not used any more"))));
    findings
}

/// Crates that the workspace names and nobody uses, and crates that one of ours names by itself.
fn past_the_workspace(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut asked = BTreeSet::new();
    for manifest in repo.manifests() {
        let (path, manifest) = match manifest {
            Ok((_, path, manifest)) => (path, manifest),
            Err(finding) => {
                findings.push(finding);
                continue;
            }
        };
        let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
        for (name, value) in kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table()).flatten() {
            if value.get("workspace").is_none() {
                findings.push(Finding::file(path, format!("{name} is to be named in the workspace's Cargo.toml")));
            }
            asked.insert(name.clone());
        }
    }
    let named = repo.text("Cargo.toml").and_then(|text| crates(text).ok()).unwrap_or_default();
    let idle = named.into_iter().filter(|name| !asked.contains(name));
    findings.extend(idle.map(|name| Finding::file("Cargo.toml", format!("no crate of ours uses {name}"))));
    findings
}

/// The outside crates that a workspace, or a package of its own, names.
fn crates(manifest: &str) -> Result<Vec<String>, String> {
    let manifest: toml::Table = manifest.parse().map_err(|error| format!("cannot be read: {error}"))?;
    let tables = [manifest.get("workspace").and_then(|workspace| workspace.get("dependencies")), manifest.get("dependencies")];
    let named = tables.into_iter().flatten().filter_map(toml::Value::as_table).flatten();
    Ok(named.filter(|(_, value)| value.get("path").is_none()).map(|(name, _)| name.clone()).collect())
}

fn packages(manifest: &str) -> Result<Vec<String>, String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).map_err(|error| format!("cannot be read: {error}"))?;
    let kinds = ["dependencies", "devDependencies", "optionalDependencies"];
    let named = kinds.iter().filter_map(|kind| manifest.get(kind)?.as_object()).flatten();
    Ok(named.map(|(name, _)| name.clone()).collect())
}

/// The names in the first column of the page's tables, with their line.
fn explained(page: &str) -> Vec<(usize, String)> {
    let name = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
        let name = cells.next()?.strip_suffix('`')?;
        let told = cells.filter(|cell| !cell.is_empty()).count() >= 2;
        told.then(|| name.to_owned())
    };
    page.lines().enumerate().filter_map(|(at, line)| Some((at + 1, name(line)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "[workspace.dependencies]\nkernel = { path = 'crates/kernel' }\nserde = '1'\n";
    const NPM: &str = r#"{"dependencies": {"uplot": "1"}, "devDependencies": {"vite": "8"}}"#;

    fn found(page: &str) -> Vec<String> {
        of_crate("[dependencies]\nserde.workspace = true\n", page)
    }

    fn of_crate(ours: &str, page: &str) -> Vec<String> {
        let repo = Repo::of(&[("Cargo.toml", CARGO), ("crates/kernel/Cargo.toml", ours), ("web/package.json", NPM), (REASONS, page)]);
        check(&repo).into_iter().map(|finding| finding.said).collect()
    }

    #[test]
    fn every_dependency_has_its_reason() {
        let whole = "| `serde` | reads | MIT |\n| `uplot` | charts | MIT |\n| `vite` | builds | MIT |\n";
        assert_eq!(found(whole), [""; 0]);
        assert_eq!(found(&whole.replace("| `serde` | reads | MIT |\n", "")), ["serde has no line in docs/dependencies.md"]);
        assert_eq!(found(&whole.replace("| reads ", "| ")), ["serde has no line in docs/dependencies.md"]);
        assert_eq!(of_crate("", whole), ["no crate of ours uses serde"]);
        let alone = "[dependencies]\nserde = '1'\n";
        assert_eq!(of_crate(alone, whole), ["serde is to be named in the workspace's Cargo.toml"]);
        assert_eq!(found(&format!("{whole}| `left-pad` | pads | MIT |\n")), ["left-pad is not used any more"]);
    }
}
