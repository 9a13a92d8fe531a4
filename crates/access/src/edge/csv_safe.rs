//! Text that stays text when a spreadsheet opens the file.

use std::borrow::Cow;

/// A spreadsheet takes a cell for a formula when it begins with one of these: such a formula may call programs or send the
/// sheet's content away. An apostrophe before it makes it text. For cells with text alone: a number keeps its sign.
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text_and_text_stays_as_it_is() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "=HYPERLINK(\"https://example.org\")"] {
            assert_eq!(csv_safe(formula), format!("'{formula}"));
        }
        for text in ["", "J-000123", "1-1", "a=b", "'quoted", " =1", "ana@example.org"] {
            assert_eq!(csv_safe(text), text);
        }
    }
}
