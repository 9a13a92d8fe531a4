//! Generated files: the API as the server describes it, and the TypeScript client made from that. Committed, so that the web builds
//! without the server, and checked, so that nobody changes the API unseen.

use crate::repo::{output, root, run};
use crate::{Outcome, say};
use std::path::Path;
use std::process::Command;

const OPENAPI: &str = "web/openapi.json";
const GENERATED: &[&str] = &[OPENAPI, "web/src/lib/api/schema.d.ts"];

/// Makes them anew.
pub(crate) fn renew() -> Outcome {
    let root = root()?;
    let document = output(Command::new("cargo").current_dir(&root).args(["run", "--quiet", "--package", "muster", "--", "openapi"]))?;
    let document = format!("{}\n", document.trim_end());
    std::fs::write(root.join(OPENAPI), document).map_err(|error| format!("{OPENAPI}: {error}"))?;
    run(Command::new("npm").current_dir(&root).args(["--prefix", "web", "run", "--silent", "gen"]))
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
        let now: Contents = vec![Some(b"a".to_vec()), Some(b"b".to_vec())];
        let known = GENERATED.join("\n");
        assert_eq!(faults(&now, &now, &known), [""; 0]);
        assert_eq!(faults(&vec![None, Some(b"b".to_vec())], &now, &known), ["web/openapi.json was not current"]);
        assert_eq!(faults(&now, &now, OPENAPI), ["web/src/lib/api/schema.d.ts is not in git"]);
    }
}
