//! Text that stays text when a spreadsheet opens the file.

use std::borrow::Cow;

/// What makes a cell a formula when it begins with it: the four signs, their full-width twins, which spreadsheets of East Asia read
/// as the signs themselves, and what some programs pass over before they look for a sign.
const BEGINNINGS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];

/// The cell as text: a formula may call programs or send the sheet's content away, and an apostrophe before it makes it text. For
/// cells with text alone: a number keeps its sign.
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(BEGINNINGS) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text_and_text_stays_as_it_is() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\r\n=1",
            "\0=1",
            "=HYPERLINK(\"x\")",
        ] {
            assert_eq!(csv_safe(formula), format!("'{formula}"));
        }
        for text in ["", "J-000123", "1-1", "a=b", "'quoted", " =1", "ana@example.org"] {
            assert_eq!(csv_safe(text), text);
        }
    }
}
