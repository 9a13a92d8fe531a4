//! What stands between asking and erasing. Pure.

use kernel::{Error, Result, Timestamp};

/// Days between the decision and the erasure.
pub(super) const WAIT_DAYS: i64 = 7;

/// When what is decided now is done.
pub(super) fn due(decided_at: Timestamp) -> Timestamp {
    decided_at.plus_millis(WAIT_DAYS * 24 * 60 * 60 * 1000)
}

/// Refuses when somebody typed another name than the organisation's: whoever deletes says what.
pub(super) fn named(typed: &str, name: &str) -> Result<()> {
    if typed == name { Ok(()) } else { Err(Error::field("name", "other-name", "is not the organisation's name, letter for letter")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_typed_letter_for_letter() {
        assert!(named("North River", "North River").is_ok());
        for other in ["north river", "North River ", "North", "", "South Hill"] {
            assert_eq!(named(other, "North River").unwrap_err().code(), "invalid", "{other:?}");
        }
    }

    #[test]
    fn a_week_passes() {
        assert_eq!(due(Timestamp::clamped(1_795_000_000_000)).millis(), 1_795_604_800_000);
    }
}
