//! Descriptions: of two types that go by one name in the API's description one overwrites the other, and whoever reads it is told of the
//! wrong one. The second says `#[schema(as = …)]`.

use super::is_product;
use crate::repo::{Finding, Repo};
use crate::rust::product_code;
use std::collections::BTreeMap;

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for (path, text) in repo.texts("crates/", ".rs") {
        if !is_product(path) {
            continue;
        }
        for (line, name) in described(&product_code(text)) {
            match known.get(&name) {
                Some(first) => {
                    findings.push(Finding::line(
                        path,
                        line,
                        format!("{first} describes a type as `{name}` too; one says `#[schema(as = …)]`"),
                    ));
                }
                None => drop(known.insert(name, path.to_owned())),
            }
        }
    }
    findings
}

/// The types that are described, by the names they go by, with their lines.
fn described(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut is_described, mut is_word, mut renamed) = (false, false, None);
    for (at, line) in code.lines().enumerate() {
        let line = line.trim();
        if line.ends_with("word! {") {
            // A closed set of words describes itself; its name stands alone.
            (is_described, is_word, renamed) = (true, true, None);
        } else if line.starts_with("#[derive(") {
            (is_described, renamed) = (line.contains("ToSchema"), None);
        } else if line.starts_with("#[schema(") {
            renamed = line.split_once("as = ").map(|(_, after)| word(after));
        } else if let Some(name) = is_described.then(|| if is_word { word_name(line) } else { type_name(line) }).flatten() {
            found.push((at + 1, renamed.take().unwrap_or(name)));
            (is_described, is_word) = (false, false);
        }
    }
    found
}

fn type_name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
    matches!(words.next()?, "struct" | "enum").then(|| words.next().map(word)).flatten()
}

/// The name of a set of words, after what is said of it.
fn word_name(line: &str) -> Option<String> {
    line.starts_with(char::is_uppercase).then(|| word(line))
}

fn word(text: &str) -> String {
    text.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "#[derive(Debug, Serialize, utoipa::ToSchema)]\n#[serde(rename_all = \"lowercase\")]\npub enum Mode {\n    Off,\n}\n";

    fn found(second: &str) -> usize {
        check(&Repo::of(&[("crates/access/src/networks/rules.rs", ONE), ("crates/access/src/other/rules.rs", second)])).len()
    }

    #[test]
    fn one_name_describes_one_type() {
        assert_eq!(found(ONE), 1);
        assert_eq!(found("#[derive(ToSchema)]\npub(super) struct Mode(i64);"), 1);
        assert_eq!(found(&ONE.replace("pub enum", "#[schema(as = OtherMode)]\npub enum")), 0);
        assert_eq!(found("#[derive(ToSchema)]\n#[schema(as = Mode)]\npub struct Elsewhere {}"), 1);
        assert_eq!(found("kernel::word! {\n    Mode {\n        Off = \"off\",\n    }\n}"), 1);
        assert_eq!(found("word! {\n    #[schema(as = OtherMode)]\n    Mode {\n        Off = \"off\",\n    }\n}"), 0);
        assert_eq!(found("#[derive(Debug)]\npub enum Mode { Off }"), 0, "it is not described");
        assert_eq!(found("#[derive(ToSchema)]\npub struct Page<T> { items: Vec<T> }"), 0);
    }
}
