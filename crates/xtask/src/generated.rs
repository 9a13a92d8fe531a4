//! Generated files: the API as the server describes it, the TypeScript client made from that, the cryptographic inventory, the
//! catalogue of event records, the page of the security standard. Committed, so that the web builds without the server, and checked, so that nobody changes the API, a
//! use of cryptography or what a log can say unseen.

use crate::repo::{Repo, output, root, run};
use crate::{Outcome, asvs, say};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const OPENAPI: &str = "web/openapi.json";
const INVENTORY: &str = "docs/crypto-inventory.md";
const CATALOGUE: &str = "docs/event-catalogue.md";
/// The table of a page stands between these two lines.
const BEGIN: &str = "<!-- generated: cargo xtask gen -->";
const END: &str = "<!-- end -->";
const GENERATED: &[&str] = &[OPENAPI, "web/src/lib/api/schema.d.ts", INVENTORY, CATALOGUE, asvs::PAGE];

/// Makes them anew, from what `binary` says of itself, or the one that is built now.
pub(crate) fn renew(binary: Option<&str>) -> Outcome {
    let root = root()?;
    let muster = |words: &[&str]| {
        let mut command = Command::new(binary.unwrap_or("cargo"));
        if binary.is_none() {
            command.args(["run", "--quiet", "--package", "muster", "--"]);
        }
        output(command.current_dir(&root).args(words))
    };
    let document = muster(&["openapi"])?;
    let document = format!("{}\n", document.trim_end());
    std::fs::write(root.join(OPENAPI), document).map_err(|error| format!("{OPENAPI}: {error}"))?;
    renew_page(&root, INVENTORY, &inventory(&muster(&["keys", "inventory", "--json"])?)?)?;
    renew_page(&root, CATALOGUE, &catalogue(&muster(&["audit", "actions", "--json"])?)?)?;
    renew_asvs()?;
    run(Command::new("npm").current_dir(&root).args(["--prefix", "web", "run", "--silent", "gen"]))
}

/// Makes the page of the security standard anew.
pub(crate) fn renew_asvs() -> Outcome {
    renew_page(&root()?, asvs::PAGE, &asvs::page_table(&Repo::read()?)?)
}

fn renew_page(root: &Path, path: &str, table: &str) -> Outcome {
    let page = std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
    let page = with_table(&page, table).ok_or_else(|| format!("{path}: `{BEGIN}` or `{END}` is missing"))?;
    std::fs::write(root.join(path), page).map_err(|error| format!("{path}: {error}"))
}

/// The page with another table.
fn with_table(page: &str, table: &str) -> Option<String> {
    let (above, rest) = page.split_once(BEGIN)?;
    let (_, below) = rest.split_once(END)?;
    Some(format!("{above}{BEGIN}\n\n{table}\n{END}{below}"))
}

/// The uses of cryptography that the binary tells of.
fn inventory(told: &str) -> Result<String, String> {
    let uses: Vec<Value> = serde_json::from_str(told).map_err(|error| format!("keys inventory: {error}"))?;
    let mut table = String::from("| for | algorithm | bits | key from | context |\n|---|---|---|---|---|\n");
    for one in &uses {
        let word = |name: &str| one[name].as_str().unwrap_or_default();
        let context = one["context"].as_str().map_or_else(|| "–".to_owned(), |context| format!("`{context}`"));
        let _ = writeln!(table, "| {} | {} | {} | {} | {context} |", word("for"), word("algorithm"), one["bits"], word("key_from"));
    }
    Ok(table)
}

/// The kinds of event record that the binary tells of.
fn catalogue(told: &str) -> Result<String, String> {
    let kinds: Vec<Value> = serde_json::from_str(told).map_err(|error| format!("audit actions: {error}"))?;
    let mut table = String::from("| log | action | meaning |\n|---|---|---|\n");
    for kind in &kinds {
        let word = |name: &str| kind[name].as_str().unwrap_or_default();
        let _ = writeln!(table, "| {} | `{}` | {} |", word("log"), word("name"), word("meaning"));
    }
    Ok(table)
}

/// Makes them anew and tells which were not current, or are not in git.
pub(crate) fn check(binary: Option<&str>) -> Outcome {
    let root = root()?;
    let before = read(&root);
    renew(binary)?;
    let known = output(Command::new("git").current_dir(&root).args(["ls-files", "--"]).args(GENERATED))?;
    let faults = faults(&before, &read(&root), &known);
    for fault in &faults {
        say(&format!("gen: {fault}"));
    }
    if faults.is_empty() { Ok(()) } else { Err("gen: generated files are not current: commit what `make gen` makes".to_owned()) }
}

type Contents = Vec<Option<Vec<u8>>>;

fn read(root: &Path) -> Contents {
    GENERATED.iter().map(|path| std::fs::read(root.join(path)).ok()).collect()
}

fn faults(before: &Contents, after: &Contents, known: &str) -> Vec<String> {
    let pairs = GENERATED.iter().zip(before.iter().zip(after));
    let stale = pairs.filter(|(_, (before, after))| before != after).map(|(path, _)| format!("{path} was not current"));
    let unknown = GENERATED.iter().filter(|path| !known.lines().any(|line| line == **path)).map(|path| format!("{path} is not in git"));
    stale.chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_or_is_not_committed_is_told() {
        let now: Contents = ["a", "b", "c", "d", "e"].map(|text| Some(text.as_bytes().to_vec())).to_vec();
        let known = GENERATED.join("\n");
        assert_eq!(faults(&now, &now, &known), [""; 0]);
        let before = [&[None], &now[1..]].concat();
        assert_eq!(faults(&before, &now, &known), ["web/openapi.json was not current"]);
        assert_eq!(faults(&now, &now, &known.replace("web/src/lib/api/schema.d.ts", "")), ["web/src/lib/api/schema.d.ts is not in git"]);
    }

    #[test]
    fn a_table_stands_between_its_two_lines() {
        let told = r#"[{"for": "a log", "algorithm": "Ed25519", "bits": 256, "key_from": "chance", "context": null}]"#;
        let table = inventory(told).unwrap();
        assert!(table.contains("| a log | Ed25519 | 256 | chance | – |"), "{table}");
        let page = format!("# Title\n\n{BEGIN}\nold\n{END}\nbelow\n");
        let renewed = with_table(&page, &table).unwrap();
        assert!(renewed.starts_with("# Title\n") && renewed.ends_with("below\n") && renewed.contains(&table) && !renewed.contains("old"));
        assert_eq!(with_table(&renewed, &table).unwrap(), renewed);
        assert_eq!(with_table("# Title\n", &table), None);
    }

    #[test]
    fn every_kind_of_record_has_its_line() {
        let table = catalogue(r#"[{"log": "organisation", "name": "job.closed", "meaning": "A job was closed"}]"#).unwrap();
        assert!(table.ends_with("| organisation | `job.closed` | A job was closed |\n"), "{table}");
        assert!(catalogue("{}").is_err());
    }
}
