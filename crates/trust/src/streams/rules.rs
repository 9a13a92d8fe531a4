//! When a stream is tried again, and how far it has come after a try. Pure.

use super::carry::Sent;
use kernel::Timestamp;

/// Streams of one organisation.
pub(super) const MOST: i64 = 10;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

/// What is waited for after the first failure, the second, and so on; the last holds for all later ones.
const WAITS: [i64; 6] = [SECOND, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE];

/// When a stream that has failed so often is tried again.
pub(crate) fn next_try(attempts: i64, now: Timestamp) -> Timestamp {
    let at = usize::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(WAITS.len() - 1);
    now.plus_millis(WAITS.get(at).copied().unwrap_or(MINUTE))
}

/// How far a stream has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The last record that was taken, as far as anybody can tell.
    pub(super) cursor: i64,
    /// The last of which it is known.
    pub(super) sure: i64,
}

impl Place {
    /// Where it stands after the records up to `last` were sent, with this outcome. After a fault it goes back to what is known: a
    /// receiver that is gone may have gone with what it had just been given.
    pub(super) fn after(self, outcome: &Sent, last: i64) -> Self {
        match outcome {
            Sent::Taken => Self { cursor: last, sure: last },
            Sent::Supposed => Self { cursor: last, sure: self.cursor },
            Sent::Failed(_) => Self { cursor: self.sure, sure: self.sure },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_never_end() {
        let now = Timestamp::clamped(1_795_000_000_000);
        let waits: Vec<i64> = (1..12).map(|attempts| next_try(attempts, now).millis() - now.millis()).collect();
        assert!(waits.is_sorted(), "{waits:?}");
        assert_eq!((waits[0], waits[10]), (SECOND, 15 * MINUTE));
        assert_eq!(next_try(i64::MAX, now), next_try(12, now));
        assert_eq!(next_try(i64::MIN, now), next_try(1, now));
    }

    #[test]
    fn what_is_not_known_to_have_arrived_is_sent_again() {
        let fault = || Sent::Failed("no-connection".into());
        let start = Place { cursor: 10, sure: 10 };
        assert_eq!(start.after(&Sent::Taken, 20), Place { cursor: 20, sure: 20 });
        assert_eq!(start.after(&fault(), 20), start, "nothing was taken");
        // Without a word of leave the last stretch is supposed to have arrived, until something goes wrong.
        let supposed = start.after(&Sent::Supposed, 20);
        assert_eq!(supposed, Place { cursor: 20, sure: 10 });
        assert_eq!(supposed.after(&fault(), 30), start, "from a little before");
        assert_eq!(supposed.after(&Sent::Supposed, 30), Place { cursor: 30, sure: 20 });
        assert_eq!(supposed.after(&Sent::Taken, 30), Place { cursor: 30, sure: 30 });
    }
}
