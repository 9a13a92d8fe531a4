//! Doors: `store::door` opens databases. `access` passes it to make a `Cx`, and the binary to wire them; a product crate is handed a
//! transaction and never looks for another way in.

use super::{crate_of, is_product};
use crate::repo::{Finding, Repo};
use crate::rust::{paths, product_code};

const PRODUCTS: &[&str] = &["gate", "roster", "people", "duty", "work", "hours", "trust"];

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.texts("crates/", ".rs") {
        if is_product(path) && PRODUCTS.contains(&crate_of(path)) {
            let named = paths(&product_code(text)).into_iter().filter(|(_, named)| passes_the_door(named));
            findings.extend(
                named.map(|(line, named)| {
                    Finding::line(path, line, format!("`{named}` goes round Cx: a product is handed its transaction"))
                }),
            );
        }
    }
    findings
}

/// Renaming the crate would hide the door and counts as passing it; after `use store::*` the door goes by its own name.
fn passes_the_door(path: &str) -> bool {
    path == "store::door" || path.starts_with("store::door::") || path.starts_with("door::") || path == "store::self"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Repo::of(&[(path, text)])).len()
    }

    #[test]
    fn products_do_not_pass_the_door() {
        assert_eq!(found("crates/work/src/jobs/create.rs", "use store::door::Store;"), 1);
        assert_eq!(found("crates/work/src/jobs/create.rs", "use store::{Tx, door};"), 1);
        assert_eq!(found("crates/people/src/members/list.rs", "fn a() { ::store::door::open() }"), 1);
        assert_eq!(found("crates/gate/src/lib.rs", "use store::{self as s, Tx};"), 1);
        assert_eq!(found("crates/gate/src/lib.rs", "use store::*;\nfn a() { door::open() }"), 1);
        assert_eq!(found("crates/work/src/jobs/create.rs", "use store::Tx;\n// not store::door::Store"), 0);
    }

    #[test]
    fn those_who_hold_the_key_do() {
        assert_eq!(found("crates/access/src/cx.rs", "use store::door::Store;"), 0);
        assert_eq!(found("crates/muster/src/serve.rs", "use store::door::Store;"), 0);
        assert_eq!(found("crates/work/tests/world.rs", "use store::door::Store;"), 0);
    }
}
