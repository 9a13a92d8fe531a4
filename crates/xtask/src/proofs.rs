//! A test named as a proof, `path::name`: whether it is in that file. A promise whose proof was renamed away is a promise no more.

use crate::repo::Repo;
use crate::rust;

/// Whether the test is in that file. In Rust it is a function of the file's tests, not of the product and not of a comment; elsewhere
/// the name has no form of its own, and standing in the file is enough.
pub(crate) fn has(path: &str, text: &str, test: &str) -> bool {
    if crate::tidy::extension(path) != "rs" {
        return !test.is_empty() && text.contains(test);
    }
    let code = rust::code(text);
    let product = if is_all_tests(path) { 0 } else { rust::product_code(text).len() };
    code[product..].contains(&format!("fn {test}("))
}

/// What is wrong with `path::name` as a proof, `path` from the root.
pub(crate) fn fault(repo: &Repo, proof: &str) -> Option<String> {
    let Some((path, test)) = proof.split_once("::") else {
        return Some(format!("`{proof}` is no `path::test`"));
    };
    match repo.text(path) {
        None => Some(format!("there is no {path}")),
        Some(text) => (!has(path, text, test)).then(|| format!("{path} has no test `{test}`")),
    }
}

/// Whether `path` holds only tests.
pub(crate) fn is_all_tests(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/benches/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn it_acts() {}\n// fn it_was_so() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn it_holds() {}\n}\n";

    #[test]
    fn a_proof_is_a_function_of_the_tests() {
        let path = "crates/x/src/a.rs";
        assert!(has(path, SOURCE, "it_holds"));
        for not in ["it_acts", "it_was_so", "it_held", "it", ""] {
            assert!(!has(path, SOURCE, not), "{not}");
        }
        assert!(has("crates/x/tests/it.rs", "fn it_acts() {}\n", "it_acts"));
        assert!(has("e2e/a.test.js", "test('it is so', …", "it is so") && !has("e2e/a.test.js", "test('it is so', …", "it was so"));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let repo = Repo::of(&[("crates/x/src/a.rs", SOURCE)]);
        let said = |proof: &str| fault(&repo, proof).unwrap_or_default();
        assert_eq!(said("crates/x/src/a.rs::it_holds"), "");
        assert_eq!(said("crates/x/src/a.rs::it_held"), "crates/x/src/a.rs has no test `it_held`");
        assert_eq!(said("crates/x/src/b.rs::it_holds"), "there is no crates/x/src/b.rs");
        assert_eq!(said("it_holds"), "`it_holds` is no `path::test`");
    }
}
