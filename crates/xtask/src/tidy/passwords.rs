//! Passwords: the parameters that cost next to nothing are for tests. They exist where debug assertions do, so that the binary of the
//! tests is the binary of the journeys and is built once; that nothing of the product takes them is held here.

use super::is_product;
use crate::repo::{Finding, Repo};
use crate::rust::product_code;

const WEAK: &str = "weak_for_tests";
/// Where they are.
const HOME: &str = "crates/vault/src/password/params.rs";

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.texts("crates/", ".rs").filter(|(path, _)| is_product(path) && *path != HOME) {
        let code = product_code(text);
        let named = code.lines().enumerate().filter(|(_, line)| line.contains(WEAK));
        findings.extend(
            named.map(|(at, _)| Finding::line(path, at + 1, format!("`{WEAK}` is for tests: passwords of people cost what they must"))),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Repo::of(&[(path, text)])).len()
    }

    #[test]
    fn no_product_takes_weak_passwords() {
        assert_eq!(found("crates/muster/src/passwords.rs", "fn a() { Params::weak_for_tests() }"), 1);
        assert_eq!(found("crates/access/src/state.rs", "use vault::Params as P;\nfn a() { P::weak_for_tests }"), 1);
        assert_eq!(found("crates/vault/src/password/mod.rs", "fn a() { Params::weak_for_tests() }"), 1);
    }

    #[test]
    fn tests_do() {
        assert_eq!(found("crates/people/tests/people/world.rs", "fn a() { Params::weak_for_tests() }"), 0);
        assert_eq!(found("crates/access/src/state.rs", "#[cfg(test)]\nmod tests {\n    fn a() { Params::weak_for_tests() }\n}"), 0);
    }
}
