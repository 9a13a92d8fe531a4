//! What a leave to look in is at an instant. Pure.

use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};

const HOUR_MILLIS: i64 = 60 * 60 * 1000;
/// How long a question stays open.
pub(super) const OPEN_MILLIS: i64 = 72 * HOUR_MILLIS;
/// Questions open at once.
pub(super) const MOST_OPEN: usize = 20;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupportState {
    /// It was asked for, and nobody has answered.
    Asked,
    /// The operator may look in now.
    Live,
    /// It was allowed, and is over.
    Ended,
    /// An owner said no.
    Refused,
    /// Nobody answered within 72 hours.
    Lapsed,
}

/// When what happened to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) asked_at: Timestamp,
    pub(super) approved_at: Option<Timestamp>,
    pub(super) ends_at: Option<Timestamp>,
    pub(super) ended_at: Option<Timestamp>,
}

impl Times {
    pub(super) fn state(self, now: Timestamp) -> SupportState {
        match self {
            Self { ended_at: Some(_), approved_at: None, .. } => SupportState::Refused,
            Self { ended_at: Some(_), .. } => SupportState::Ended,
            Self { approved_at: Some(_), ends_at: Some(ends_at), .. } if now < ends_at => SupportState::Live,
            Self { approved_at: Some(_), .. } => SupportState::Ended,
            Self { asked_at, .. } if now < asked_at.plus_millis(OPEN_MILLIS) => SupportState::Asked,
            Self { .. } => SupportState::Lapsed,
        }
    }

    /// When it ends, if it is allowed now for so many hours.
    pub(super) fn approve(self, hours: u8, now: Timestamp) -> Result<Timestamp> {
        if !(1..=4).contains(&hours) {
            return Err(Error::field("hours", "out-of-range", "must be from 1 to 4"));
        }
        match self.state(now) {
            SupportState::Asked => Ok(now.plus_millis(i64::from(hours) * HOUR_MILLIS)),
            _ => Err(Error::refused("not-asked", "only a question that is open can be answered")),
        }
    }

    /// Refuses it, or ends it before its time.
    pub(super) fn end(self, now: Timestamp) -> Result<()> {
        match self.state(now) {
            SupportState::Asked | SupportState::Live => Ok(()),
            _ => Err(Error::refused("support-over", "it is over already")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000 + hours * HOUR_MILLIS)
    }

    #[test]
    fn a_question_an_answer_an_end() {
        let asked = Times { asked_at: at(0), approved_at: None, ends_at: None, ended_at: None };
        assert_eq!(
            [asked.state(at(0)), asked.state(at(71)), asked.state(at(72))],
            [SupportState::Asked, SupportState::Asked, SupportState::Lapsed]
        );
        assert_eq!(asked.approve(4, at(1)).unwrap(), at(5));
        for hours in [0, 5, 255] {
            assert!(asked.approve(hours, at(1)).is_err(), "{hours}");
        }
        assert_eq!(asked.approve(1, at(72)).unwrap_err().code(), "not-asked");
        let live = Times { approved_at: Some(at(1)), ends_at: Some(at(5)), ..asked };
        assert_eq!(
            [live.state(at(1)), live.state(at(4)), live.state(at(5))],
            [SupportState::Live, SupportState::Live, SupportState::Ended]
        );
        assert!(live.approve(4, at(2)).is_err(), "four hours are not made eight by asking the owner twice");
        assert!(live.end(at(2)).is_ok() && live.end(at(5)).is_err());
        let ended = Times { ended_at: Some(at(2)), ..live };
        assert_eq!(ended.state(at(2)), SupportState::Ended);
        assert_eq!(Times { ended_at: Some(at(2)), ..asked }.state(at(2)), SupportState::Refused);
    }
}
