//! When a head is to be sent out. Pure.

use super::wire::Every;
use kernel::Timestamp;

const HOUR: i64 = 60 * 60 * 1_000;

/// When the next head may be sent out, the last having been sent at `last`; none when never.
pub(super) fn next_head(every: Every, last: Option<Timestamp>) -> Option<Timestamp> {
    let period = match every {
        Every::Off => return None,
        Every::Hour => HOUR,
        Every::Day => 24 * HOUR,
    };
    Some(last.map_or(Timestamp::MIN, |last| last.plus_millis(period)))
}

/// The earlier of two instants, where there are any.
pub(super) fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_due_at_once_and_the_next_after_its_time() {
        let at = Timestamp::clamped(1_795_000_000_000);
        assert_eq!(next_head(Every::Off, None), None);
        assert!(next_head(Every::Day, None).is_some_and(|first| first <= at));
        assert_eq!(next_head(Every::Hour, Some(at)), Some(at.plus_millis(HOUR)));
        assert_eq!(next_head(Every::Day, Some(at)), Some(at.plus_millis(24 * HOUR)));
        assert_eq!(earlier(None, None), None);
        assert_eq!(earlier(Some(at), Some(at.plus_millis(-1))), Some(at.plus_millis(-1)));
    }
}
