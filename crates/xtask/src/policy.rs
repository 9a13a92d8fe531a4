//! What Muster may stand on: licences, sources and bans of `deny.toml`, held against the whole dependency graph. `cargo deny` reads
//! the same file and knows more (advisories); this check needs nothing but cargo and therefore always runs. With it: that the
//! licences said in `docs/dependencies.md` are those of the packages.

use crate::repo::{output, root};
use crate::spdx::is_met;
use crate::{Outcome, say};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const REASONS: &str = "docs/dependencies.md";
const LOCKS: &[&str] = &["web/package-lock.json", "e2e/package-lock.json", "crates/test-support/provider/package-lock.json"];

/// The part of `deny.toml` that is enforced here.
#[derive(Debug, Default)]
struct Policy {
    licences: BTreeSet<String>,
    registries: BTreeSet<String>,
    /// A banned crate, and the only ones that may stand on it all the same.
    bans: BTreeMap<String, BTreeSet<String>>,
}

/// Holds the policy against the dependency graph as it is locked.
pub(crate) fn run() -> Outcome {
    let root = root()?;
    let text = std::fs::read_to_string(root.join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let policy = Policy::read(&text)?;
    let target = "x86_64-unknown-linux-gnu";
    let metadata = output(Command::new("cargo").current_dir(&root).args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        target,
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut faults = policy.faults(&metadata);
    let read = |path: &str| std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"));
    let mut licences = of_crates(&metadata);
    for lock in LOCKS {
        let lock = serde_json::from_str(&read(lock)?).map_err(|error| format!("{lock}: {error}"))?;
        licences.extend(of_packages(&lock));
    }
    faults.extend(wrongly_said(&read(REASONS)?, &licences));
    for fault in &faults {
        say(&format!("policy: {fault}"));
    }
    if faults.is_empty() {
        say(&format!("policy: {} packages, all with an allowed licence from an allowed source", items(&metadata, "packages").count()));
        Ok(())
    } else {
        Err(format!("policy: {} dependencies break deny.toml", faults.len()))
    }
}

impl Policy {
    fn read(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|error| format!("deny.toml: {error}"))?;
        let section = |name: &str, key: &str| table.get(name).and_then(|section| section.get(key)).and_then(toml::Value::as_array);
        let strings =
            |list: Option<&Vec<toml::Value>>| list.into_iter().flatten().filter_map(|item| Some(item.as_str()?.to_owned())).collect();
        let ban = |entry: &toml::Value| {
            let wrappers = strings(entry.get("wrappers").and_then(toml::Value::as_array));
            Some((entry.get("crate")?.as_str()?.to_owned(), wrappers))
        };
        let policy = Self {
            licences: strings(section("licenses", "allow")),
            registries: strings(section("sources", "allow-registry")),
            bans: section("bans", "deny").into_iter().flatten().filter_map(ban).collect(),
        };
        // A file that was renamed or rewritten must not turn the check into one that allows or checks nothing.
        let is_whole = !policy.licences.is_empty() && !policy.registries.is_empty() && !policy.bans.is_empty();
        is_whole.then_some(policy).ok_or_else(|| "deny.toml: licenses.allow, sources.allow-registry or bans.deny is missing".to_owned())
    }

    fn faults(&self, metadata: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        let mut names = BTreeMap::new();
        for package in items(metadata, "packages") {
            let (name, version) = (text(package, "name"), text(package, "version"));
            names.insert(text(package, "id"), name);
            let source = package.get("source").and_then(Value::as_str);
            if !source.is_none_or(|source| self.registries.iter().any(|registry| source == format!("registry+{registry}"))) {
                faults.push(format!("{name} {version} comes from {}", source.unwrap_or_default()));
            }
            let licence = text(package, "license");
            if !is_met(licence, &self.licences) {
                faults.push(format!("{name} {version} has the licence `{licence}`, which deny.toml does not allow"));
            }
        }
        faults.extend(self.broken_bans(metadata, &names));
        faults
    }

    fn broken_bans(&self, metadata: &Value, names: &BTreeMap<&str, &str>) -> Vec<String> {
        let mut faults = Vec::new();
        for node in metadata.get("resolve").into_iter().flat_map(|resolve| items(resolve, "nodes")) {
            let user = names.get(text(node, "id")).copied().unwrap_or_default();
            for used in items(node, "deps").filter_map(|dep| names.get(text(dep, "pkg"))) {
                if self.bans.get(*used).is_some_and(|wrappers| !wrappers.contains(user)) {
                    faults.push(format!("{user} stands on {used}, which deny.toml bans"));
                }
            }
        }
        faults
    }
}

/// Each package's licence; of several versions the licences of all.
fn of_crates(metadata: &Value) -> BTreeSet<(String, String)> {
    let one = |package: &Value| (text(package, "name").to_owned(), spelt(text(package, "license")));
    items(metadata, "packages").map(one).collect()
}

fn of_packages(lock: &Value) -> BTreeSet<(String, String)> {
    let packages = lock.get("packages").and_then(Value::as_object).into_iter().flatten();
    packages.filter_map(|(path, about)| Some((path.strip_prefix("node_modules/")?.to_owned(), spelt(text(about, "license"))))).collect()
}

/// Lines of the page whose licence is not the package's. A package that is not known here (of `bench` and `fuzz`) is passed over.
fn wrongly_said(page: &str, licences: &BTreeSet<(String, String)>) -> Vec<String> {
    let said = page.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("| `")?.split_once("` |")?;
        Some((name, rest.trim_end().strip_suffix('|')?.rsplit('|').next()?.trim()))
    });
    let wrong = said.filter_map(|(name, said)| {
        let of = |licence: &str| licences.contains(&(name.to_owned(), licence.to_owned()));
        let known: Vec<_> = licences.iter().filter(|(of, _)| of == name).map(|(_, licence)| licence.as_str()).collect();
        (!known.is_empty() && !of(&spelt(said)))
            .then(|| format!("{REASONS} says `{said}` of {name}, whose licence is `{}`", known.join("`, `")))
    });
    wrong.collect()
}

/// Some packages still write `MIT/Apache-2.0`.
fn spelt(licence: &str) -> String {
    licence.replace(" / ", "/").replace('/', " OR ")
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const DENY: &str = "[licenses]\nallow = ['MIT']\n[sources]\nallow-registry = ['https://registry.example']\n[bans]\ndeny = [{ crate = 'openssl-sys', wrappers = ['sqlite'] }]\n";

    fn faults(packages: &Value, nodes: &Value) -> Vec<String> {
        Policy::read(DENY).unwrap().faults(&json!({ "packages": packages, "resolve": { "nodes": nodes } }))
    }

    fn package(name: &str, licence: &str, source: Option<&str>) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": licence, "source": source })
    }

    const REGISTRY: Option<&str> = Some("registry+https://registry.example");

    #[test]
    fn licences_and_sources_are_held() {
        let good = json!([package("ours", "MIT", None), package("theirs", "MIT OR GPL-3.0", REGISTRY)]);
        assert_eq!(faults(&good, &json!([])), [""; 0]);
        assert_eq!(faults(&json!([package("a", "GPL-3.0", REGISTRY)]), &json!([])).len(), 1);
        assert_eq!(faults(&json!([{ "id": "a", "name": "a", "license": null, "source": REGISTRY }]), &json!([])).len(), 1);
        assert_eq!(faults(&json!([package("a", "MIT", Some("git+https://registry.example/a"))]), &json!([])).len(), 1);
        assert_eq!(faults(&json!([package("a", "MIT", Some("registry+https://elsewhere.example"))]), &json!([])).len(), 1);
    }

    #[test]
    fn bans_are_held_but_for_their_wrappers() {
        let packages =
            json!([package("sqlite", "MIT", REGISTRY), package("web", "MIT", REGISTRY), package("openssl-sys", "MIT", REGISTRY)]);
        let uses = |user: &str| json!([{ "id": user, "deps": [{ "pkg": "openssl-sys" }] }]);
        assert_eq!(faults(&packages, &uses("sqlite")), [""; 0]);
        assert_eq!(faults(&packages, &uses("web")), ["web stands on openssl-sys, which deny.toml bans"]);
    }

    #[test]
    fn the_page_says_the_packages_own_licences() {
        let mut licences = of_crates(&json!({ "packages": [package("theirs", "MIT/Apache-2.0", REGISTRY)] }));
        licences.extend(of_packages(&json!({ "packages": { "": {}, "node_modules/@a/b": { "license": "ISC" } } })));
        let page =
            "| name | why | licence |\n| `theirs` | reads | MIT OR Apache-2.0 |\n| `@a/b` | builds | ISC |\n| `benched` | x | MIT |\n";
        assert_eq!(wrongly_said(page, &licences), [""; 0]);
        let wrong = wrongly_said(&page.replace("ISC", "MIT"), &licences);
        assert_eq!(wrong, ["docs/dependencies.md says `MIT` of @a/b, whose licence is `ISC`"]);
    }

    #[test]
    fn a_policy_that_says_nothing_is_refused() {
        assert!(Policy::read("[licenses]\nallow = []").is_err());
        assert!(Policy::read(&DENY.replace("allow-registry", "allow-registries")).is_err());
    }
}
