//! Words that are looked for in names: folded as the names are, and taken as text by LIKE.

use kernel::folded;

/// A pattern for LIKE (with `\` as its escape) that finds the folded words anywhere.
pub(crate) fn pattern(words: &str) -> String {
    format!("%{}%", literal(&folded(words.trim())))
}

/// `%` and `_` as themselves.
pub(crate) fn literal(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_like_reads_as_a_sign_is_taken_as_text() {
        assert_eq!(pattern(" 50%_Ä "), "%50\\%\\_a%");
    }
}
