//! What holds of a call-out and of an answer to it. Pure.

use kernel::{Error, Result, Timestamp, word};

word! {
    /// Where a call-out stands.
    #[schema(as = CallOutState)]
    State {
        /// People are wanted.
        Open = "open",
        /// Every place is taken; whoever says yes now stands in reserve, if there is one.
        Filled = "filled",
        /// Nobody answers it any more.
        Ended = "ended",
    }
}

word! {
    /// What somebody said.
    #[schema(as = CallOutAnswerWord)]
    Said {
        /// They can come.
        Yes = "yes",
        /// They cannot.
        No = "no",
    }
}

word! {
    /// What became of a yes.
    #[schema(as = CallOutOutcome)]
    Outcome {
        /// They have a place.
        Placed = "placed",
        /// They follow when somebody drops out.
        Reserve = "reserve",
        /// They could not be given a place.
        Refused = "refused",
        /// They had a place, and have it no more.
        Dropped = "dropped",
    }
}

/// The shortest and longest time that is left to answer.
const LEAST_MILLIS: i64 = 60 * 1_000;
const MOST_MILLIS: i64 = 14 * 24 * 60 * 60 * 1_000;

/// What tells where a call-out stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    pub(super) ended_at: Option<Timestamp>,
    pub(super) until: Timestamp,
    pub(super) start: Timestamp,
    pub(super) live: bool,
    pub(super) filled: i64,
    pub(super) most: i64,
}

impl Course {
    /// Where it stands now.
    pub(super) fn state(self, now: Timestamp) -> State {
        match self {
            Self { ended_at: Some(_), .. } | Self { live: false, .. } => State::Ended,
            Self { until, start, .. } if now >= until || now >= start => State::Ended,
            Self { filled, most, .. } if filled >= most => State::Filled,
            Self { .. } => State::Open,
        }
    }
}

/// Until when an answer counts: at most until it begins.
pub(super) fn until(asked: Timestamp, start: Timestamp, now: Timestamp) -> Result<Timestamp> {
    let fault = |code: &str, message: &str| Err(Error::field("until", code, message));
    if asked.millis() < now.millis() + LEAST_MILLIS {
        return fault("too-soon", "leave a minute at least to answer");
    }
    if asked.millis() > now.millis() + MOST_MILLIS {
        return fault("too-far", "who is called out answers within two weeks");
    }
    if asked > start {
        return fault("after-start", "it has begun by then: an answer counts at most until it begins");
    }
    Ok(asked)
}

/// What an answer does, given what was said before. Whoever said the same already, has answered; a yes can be taken back, a no too.
pub(super) fn check(before: Option<Said>, now: Said) -> Result<()> {
    match before {
        Some(before) if before == now => Err(Error::refused("answered", format!("you have answered this already: {}", before.as_str()))),
        _ => Ok(()),
    }
}

/// What becomes of a yes that no rule stands against.
pub(super) fn outcome(is_full: bool, keeps_reserve: bool) -> Outcome {
    match (is_full, keeps_reserve) {
        (false, _) => Outcome::Placed,
        (true, true) => Outcome::Reserve,
        (true, false) => Outcome::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000 + minutes * 60_000)
    }

    #[test]
    fn an_end_is_an_end_whatever_is_left() {
        let open = Course { ended_at: None, until: at(60), start: at(90), live: true, filled: 1, most: 3 };
        assert_eq!(open.state(at(0)), State::Open);
        assert_eq!(Course { filled: 3, ..open }.state(at(0)), State::Filled);
        assert_eq!(open.state(at(60)), State::Ended, "its time is over to the instant");
        for over in [Course { ended_at: Some(at(-1)), ..open }, Course { live: false, ..open }, Course { start: at(0), ..open }] {
            assert_eq!(over.state(at(0)), State::Ended);
        }
    }

    #[test]
    fn there_is_time_to_answer_and_not_for_ever() {
        assert!(until(at(1), at(10), at(0)).is_ok() && until(at(10), at(10), at(0)).is_ok());
        assert!(until(at(0), at(10), at(0)).is_err() && until(at(11), at(10), at(0)).is_err());
        assert!(until(at(15 * 24 * 60), at(30 * 24 * 60), at(0)).is_err());
    }

    #[test]
    fn the_same_is_not_said_twice() {
        for said in [Said::Yes, Said::No] {
            assert!(check(None, said).is_ok() && check(Some(said), said).is_err());
        }
        assert!(check(Some(Said::Yes), Said::No).is_ok() && check(Some(Said::No), Said::Yes).is_ok());
    }

    #[test]
    fn places_first_then_the_reserve() {
        assert_eq!([outcome(false, true), outcome(false, false)], [Outcome::Placed, Outcome::Placed]);
        assert_eq!([outcome(true, true), outcome(true, false)], [Outcome::Reserve, Outcome::Refused]);
    }
}
