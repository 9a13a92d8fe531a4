//! Handlers: at most 25 lines between the braces. If the steps need more, they want names in `rules.rs`. One that takes an
//! `Idempotency-Key` says so in the API's description.

use super::is_product;
use crate::repo::{Finding, Repo};
use crate::rust::product_code;

const LIMIT: usize = 25;

/// What stands above every handler.
pub(super) const MARK: &str = "#[utoipa::path";

pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo.texts("crates/", ".rs").filter(|(path, _)| is_product(path)) {
        let code = product_code(text);
        for (at, _) in code.match_indices(MARK) {
            let lines = body(&code[at + MARK.len()..]).map_or(0, |body| body.lines().filter(|line| !line.trim().is_empty()).count());
            let line = code[..at].lines().count() + 1;
            let above = code[at..].split("fn ").next().unwrap_or_default();
            let signature = code[at + above.len()..].split('{').next().unwrap_or_default();
            if signature.contains(": OnceKey") != above.contains("OnceHeader") {
                findings.push(Finding::line(path, line, "OnceKey in the signature and OnceHeader in the description go together"));
            }
            if lines > LIMIT {
                findings.push(Finding::line(path, line, format!("a handler of {lines} lines; the limit is {LIMIT}")));
            }
        }
    }
    findings
}

/// What stands between the braces of the function that follows: the first block outside of parentheses.
fn body(code: &str) -> Option<&str> {
    let function = &code[code.find("fn ")?..];
    let (mut round, mut curly, mut start) = (0_i32, 0_i32, None);
    for (at, c) in function.char_indices() {
        match c {
            '(' => round += 1,
            ')' => round -= 1,
            '{' if round == 0 || curly > 0 => {
                curly += 1;
                start = start.or(Some(at + 1));
            }
            '}' if curly > 0 => {
                curly -= 1;
                if curly == 0 {
                    return function.get(start?..at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: usize) -> Vec<Finding> {
        let steps = "    step(|x| { y(x) });\n".repeat(lines);
        let text = format!(
            "//! Doc.\n#[utoipa::path(put, path = \"/jobs/{{id}}\", responses((status = 200)))]\nasync fn close(Json(New {{ a }}): Json<New>) -> Answer {{\n{steps}}}\nfn rest() {{\n{}}}\n",
            "\n// why\n".repeat(40)
        );
        check(&Repo::of(&[("crates/work/src/jobs/close.rs", &text)]))
    }

    #[test]
    fn a_key_that_is_taken_is_described() {
        let told = |params: &str, once: &str| {
            let text = format!("//! Doc.\n#[utoipa::path(post{params})]\nasync fn add(cx: Cx<P>{once}) -> Answer {{\n    step()\n}}\n");
            check(&Repo::of(&[("crates/work/src/jobs/add.rs", &text)])).len()
        };
        assert_eq!([told("", ""), told(", params(OnceHeader)", ", once: OnceKey")], [0, 0]);
        assert_eq!([told("", ", once: OnceKey"), told(", params(OnceHeader)", "")], [1, 1]);
    }

    #[test]
    fn a_long_handler_is_told() {
        assert_eq!(found(25), []);
        assert_eq!(found(26), [Finding::line("crates/work/src/jobs/close.rs", 2, "a handler of 26 lines; the limit is 25")]);
    }
}
