//! How long a message is of use, when it is tried again, and what a push service's answer means. Pure.

use crate::NoticeKind;
use envoy::{Fault, Receipt};
use kernel::Timestamp;

/// Browsers of one member.
pub(super) const MOST: i64 = 20;
/// How long whoever sends a message may take.
pub(super) const LEASE_MILLIS: i64 = MINUTE;
/// For how long a push service is shown who sends; at most a day.
pub(super) const SHOWN_SECONDS: i64 = 12 * 60 * 60;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// What is waited for after the first attempt, the second, and so on; the last holds for all later ones.
const WAITS: [i64; 6] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];

/// How long a message of this kind is of use to somebody who has not had it.
pub(super) fn lasts(kind: NoticeKind) -> i64 {
    match kind {
        NoticeKind::Reminder => 2 * HOUR,
        NoticeKind::CallOut => 4 * HOUR,
        _ => 24 * HOUR,
    }
}

/// When a message that has been tried so many times is tried again: not before the push service asked for it.
pub(super) fn next_attempt(attempts: i64, retry_after: Option<u32>, now: Timestamp) -> Timestamp {
    let made = usize::try_from(attempts).unwrap_or(0).saturating_sub(1).min(WAITS.len() - 1);
    let wait = WAITS.get(made).copied().unwrap_or(HOUR);
    now.plus_millis(wait.max(i64::from(retry_after.unwrap_or(0)) * SECOND))
}

/// What is to be done about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The push service has it.
    Taken,
    /// The push service knows the browser no more.
    Gone,
    /// It is worth another try.
    Later(String, Option<u32>),
    /// It will not be taken however often it is tried.
    Refused(String),
}

/// What an answer, or none, means.
pub(super) fn outcome(answered: Result<Receipt, Fault>) -> Outcome {
    match answered {
        Ok(receipt) => match (receipt.status, receipt.refusal()) {
            (_, None) => Outcome::Taken,
            (404 | 410, _) => Outcome::Gone,
            (408 | 425 | 429 | 500.., Some(word)) => Outcome::Later(word, receipt.retry_after),
            (_, Some(word)) => Outcome::Refused(word),
        },
        Err(fault) => Outcome::Later(fault.to_string(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, retry_after: Option<u32>) -> Outcome {
        outcome(Ok(Receipt { status, millis: 1, retry_after }))
    }

    #[test]
    fn answers_mean_what_rfc_8030_says() {
        assert_eq!((answer(201, None), answer(200, None)), (Outcome::Taken, Outcome::Taken));
        assert_eq!((answer(404, None), answer(410, None)), (Outcome::Gone, Outcome::Gone));
        assert_eq!(answer(429, Some(120)), Outcome::Later("status-429".into(), Some(120)));
        assert_eq!(answer(503, None), Outcome::Later("status-503".into(), None));
        for status in [301, 307, 400, 401, 403, 413] {
            assert_eq!(answer(status, None), Outcome::Refused(format!("status-{status}")));
        }
        assert_eq!(outcome(Err(Fault::Connection)), Outcome::Later("no-connection".into(), None));
    }

    #[test]
    fn it_is_tried_later_and_later_and_not_before_it_is_asked_for() {
        let now = Timestamp::clamped(1_795_000_000_000);
        let wait = |attempts, after| next_attempt(attempts, after, now).millis() - now.millis();
        let waits: Vec<i64> = (1..9).map(|attempts| wait(attempts, None)).collect();
        assert!(waits.is_sorted() && waits[0] == 5_000 && waits[7] == HOUR);
        assert_eq!((wait(1, Some(120)), wait(5, Some(1))), (120_000, 30 * MINUTE));
        assert_eq!((wait(0, None), wait(i64::MAX, Some(u32::MAX))), (5_000, i64::from(u32::MAX) * SECOND));
    }
}
