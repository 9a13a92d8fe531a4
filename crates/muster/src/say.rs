//! Speaking to whoever typed the command: answers to standard output, remarks to standard error, both in JSON when asked.

use crate::failure::Failure;
use serde::Serialize;
use serde_json::json;
use std::io::Write as _;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Say {
    json: bool,
}

impl Say {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// The answer: `value` in JSON, or what `human` makes of it.
    pub(crate) fn answer<T: Serialize>(self, value: &T, human: impl FnOnce(&T) -> String) {
        let text = if self.json { serde_json::to_string_pretty(value).unwrap_or_default() } else { human(value) };
        line(&text);
    }

    /// A remark; left out in JSON, where nobody reads it.
    pub(crate) fn remark(self, text: &str) {
        if !self.json {
            warn(text);
        }
    }

    pub(crate) fn failure(self, failure: &Failure) {
        if self.json {
            warn(&json!({"error": {"code": failure.word(), "message": failure.to_string()}}).to_string());
        } else {
            warn(&format!("muster: {failure}"));
        }
    }
}

/// One line, or several, to standard output. A reader that went away is no fault.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// To standard error.
pub(crate) fn warn(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Rows under heads, each column as wide as its widest cell.
pub(crate) fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> String {
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).chain([heads[at].len()]).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let write = |cells: [&str; N]| {
        let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![write(heads)];
    lines.extend(rows.iter().map(|row| write(std::array::from_fn(|at| row[at].as_str()))));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_heads() {
        let rows = [["north-river".to_owned(), "North River".to_owned()], ["b".to_owned(), "Ångström".to_owned()]];
        assert_eq!(table(["SLUG", "NAME"], &rows), "SLUG         NAME\nnorth-river  North River\nb            Ångström");
    }
}
