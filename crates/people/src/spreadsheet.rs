//! Text on its way into a spreadsheet, which takes some beginnings for a formula.

use std::borrow::Cow;

/// The text as it may stand in a cell: a formula's beginning gets an apostrophe before it, which spreadsheets show as text.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    match text.trim_start_matches([' ', '\u{a0}']).chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"] {
            assert!(cell(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(cell("Ana = Okafor"), "Ana = Okafor");
    }
}
