//! What a competency may be.

use kernel::{Error, Line, Result};

/// Most levels of one.
pub const MOST_LEVELS: usize = 20;
/// Longest time that a certificate holds by itself, in months.
pub const MOST_MONTHS: i64 = 600;

/// Levels as they were sent: each name once, and no fewer than there were.
pub fn levels(sent: Vec<Line<40>>, before: usize) -> Result<Vec<String>> {
    if sent.len() > MOST_LEVELS {
        return Err(Error::field("levels", "too-many", format!("there are at most {MOST_LEVELS} levels")));
    }
    if sent.len() < before {
        return Err(Error::field(
            "levels",
            "fewer",
            "certificates name levels by their number: rename them, and add further ones at the end",
        ));
    }
    let names: Vec<String> = sent.into_iter().map(Line::into_string).collect();
    let twice = |at: usize| names.iter().take(at).any(|other| kernel::folded(other) == kernel::folded(&names[at]));
    match (0..names.len()).find(|at| twice(*at)) {
        Some(at) => Err(Error::field(format!("levels[{at}]"), "twice", "two levels must not share a name")),
        None => Ok(names),
    }
}

/// For how many months a certificate holds unless it says otherwise.
pub fn months(sent: Option<i64>) -> Result<Option<i64>> {
    match sent {
        Some(months) if !(1..=MOST_MONTHS).contains(&months) => {
            Err(Error::field("valid_months", "out-of-bounds", format!("must be 1 to {MOST_MONTHS}")))
        }
        months => Ok(months),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_keep_their_numbers() {
        let sent = |names: &[&str]| names.iter().map(|name| Line::parse(name).unwrap()).collect::<Vec<_>>();
        assert_eq!(levels(sent(&["Basic", "Leader"]), 1), Ok(vec!["Basic".to_owned(), "Leader".to_owned()]));
        assert!(levels(sent(&["Basic"]), 2).is_err());
        assert!(levels(sent(&["Élève", "eleve"]), 0).is_err());
        assert_eq!(levels(Vec::new(), 0), Ok(Vec::new()));
        assert!(months(Some(0)).is_err() && months(Some(601)).is_err() && months(None) == Ok(None) && months(Some(36)).is_ok());
    }
}
