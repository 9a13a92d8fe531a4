//! How long is long enough: pure.

use kernel::{Error, Result};

/// The least and the most months that details are kept.
pub(super) const MONTHS: std::ops::RangeInclusive<i64> = 12..=240;
/// Between saying that records lapsed and erasing them: a day. Until then it can be decided otherwise, and who is taking the log away
/// gets all of it.
pub(super) const WAIT_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The months asked for, within their bounds; nothing is for ever.
pub(super) fn months(asked: Option<i64>) -> Result<Option<u16>> {
    let within = |months| {
        let read = u16::try_from(months).ok().filter(|_| MONTHS.contains(&months));
        let told = || Error::field("months", "out-of-bounds", format!("must be {} to {}, or null for ever", MONTHS.start(), MONTHS.end()));
        read.ok_or_else(told)
    };
    asked.map(within).transpose()
}

/// Whether details would be kept for less long.
pub(super) fn is_shorter(before: Option<u16>, after: Option<u16>) -> bool {
    after.is_some_and(|after| before.is_none_or(|before| after < before))
}

/// For people.
pub(super) fn told(months: Option<u16>) -> String {
    months.map_or_else(|| "for ever".to_owned(), |months| format!("{months} months"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shorter() {
        for (before, after, shorter) in [
            (None, Some(240), true),
            (Some(24), Some(23), true),
            (Some(24), Some(24), false),
            (Some(24), Some(25), false),
            (Some(12), None, false),
            (None, None, false),
        ] {
            assert_eq!(is_shorter(before, after), shorter, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_year_at_least() {
        for bad in [-1, 0, 11, 241, i64::MAX] {
            assert_eq!(months(Some(bad)).unwrap_err().code(), "invalid", "{bad}");
        }
        assert_eq!((months(Some(12)).unwrap(), months(Some(240)).unwrap(), months(None).unwrap()), (Some(12), Some(240), None));
    }
}
