//! Generated files: the API as the server describes it, the TypeScript client made from that, the cryptographic inventory. Committed,
//! so that the web builds without the server, and checked, so that nobody changes the API or a use of cryptography unseen.

use crate::repo::{output, root, run};
use crate::{Outcome, say};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const OPENAPI: &str = "web/openapi.json";
const INVENTORY: &str = "docs/crypto-inventory.md";
/// The table of the inventory stands between these two lines.
const BEGIN: &str = "<!-- generated: cargo xtask gen -->";
const END: &str = "<!-- end -->";
const GENERATED: &[&str] = &[OPENAPI, "web/src/lib/api/schema.d.ts", INVENTORY];

/// Makes them anew.
pub(crate) fn renew() -> Outcome {
    let root = root()?;
    let muster = |words: &[&str]| {
        let mut command = Command::new("cargo");
        output(command.current_dir(&root).args(["run", "--quiet", "--package", "muster", "--"]).args(words))
    };
    let document = muster(&["openapi"])?;
    let document = format!("{}\n", document.trim_end());
    std::fs::write(root.join(OPENAPI), document).map_err(|error| format!("{OPENAPI}: {error}"))?;
    let page = std::fs::read_to_string(root.join(INVENTORY)).map_err(|error| format!("{INVENTORY}: {error}"))?;
    let page = inventory(&page, &muster(&["keys", "inventory", "--json"])?)?;
    std::fs::write(root.join(INVENTORY), page).map_err(|error| format!("{INVENTORY}: {error}"))?;
    run(Command::new("npm").current_dir(&root).args(["--prefix", "web", "run", "--silent", "gen"]))
}

/// The page with its table made anew from what the binary tells.
fn inventory(page: &str, told: &str) -> Result<String, String> {
    let uses: Vec<Value> = serde_json::from_str(told).map_err(|error| format!("keys inventory: {error}"))?;
    let parts = page.split_once(BEGIN).and_then(|(above, rest)| Some((above, rest.split_once(END)?.1)));
    let (above, below) = parts.ok_or_else(|| format!("{INVENTORY}: `{BEGIN}` or `{END}` is missing"))?;
    let mut table = String::from("| for | algorithm | bits | key from | context |\n|---|---|---|---|---|\n");
    for one in &uses {
        let word = |name: &str| one[name].as_str().unwrap_or_default();
        let context = one["context"].as_str().map_or_else(|| "–".to_owned(), |context| format!("`{context}`"));
        let _ = writeln!(table, "| {} | {} | {} | {} | {context} |", word("for"), word("algorithm"), one["bits"], word("key_from"));
    }
    Ok(format!("{above}{BEGIN}\n\n{table}\n{END}{below}"))
}

/// Makes them anew and tells which were not current, or are not in git.
pub(crate) fn check() -> Outcome {
    let root = root()?;
    let before = read(&root);
    renew()?;
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
        let now: Contents = vec![Some(b"a".to_vec()), Some(b"b".to_vec()), Some(b"c".to_vec())];
        let known = GENERATED.join("\n");
        assert_eq!(faults(&now, &now, &known), [""; 0]);
        assert_eq!(faults(&vec![None, now[1].clone(), now[2].clone()], &now, &known), ["web/openapi.json was not current"]);
        assert_eq!(faults(&now, &now, &known.replace("web/src/lib/api/schema.d.ts", "")), ["web/src/lib/api/schema.d.ts is not in git"]);
    }

    #[test]
    fn the_inventory_stands_between_its_two_lines() {
        let told = r#"[{"for": "a log", "algorithm": "Ed25519", "bits": 256, "key_from": "chance", "context": null}]"#;
        let page = format!("# Title\n\n{BEGIN}\nold\n{END}\nbelow\n");
        let renewed = inventory(&page, told).unwrap();
        assert!(renewed.starts_with("# Title\n") && renewed.ends_with("below\n") && !renewed.contains("old"));
        assert!(renewed.contains("| a log | Ed25519 | 256 | chance | – |"), "{renewed}");
        assert_eq!(inventory(&renewed, told).unwrap(), renewed);
        assert!(inventory("# Title\n", told).is_err());
    }
}
