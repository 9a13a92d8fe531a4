//! Text that must fit into a place: what was cut says so.

/// At most so many characters; what was cut ends with an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        assert_eq!(shortened("short", 5), "short");
        assert_eq!(shortened("lönger", 5), "löng…");
        assert_eq!(shortened("lönger", 0), "…");
    }
}
