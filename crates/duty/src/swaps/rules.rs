//! What may become of a swap: `proposed → accepted → done`, where nobody has to agree at once; it ends `refused` or `expired`.

use kernel::{Error, Result, Timestamp, word};

word! {
    /// Where a swap stands.
    #[schema(as = SwapState)]
    State {
        /// Waits for the other member.
        Proposed = "proposed",
        /// Waits for whoever plans.
        Accepted = "accepted",
        /// Done.
        Done = "done",
        /// Refused, or taken back.
        Refused = "refused",
        /// Not answered in time.
        Expired = "expired",
    }
}

/// A swap is open for so long at most.
const OPEN_MILLIS: i64 = 7 * 24 * 60 * 60 * 1_000;

impl State {
    /// Where a swap that is written down as this stands at `now`.
    #[must_use]
    pub fn at(self, expires: Timestamp, now: Timestamp) -> Self {
        if matches!(self, Self::Proposed | Self::Accepted) && now >= expires { Self::Expired } else { self }
    }

    /// The other member says yes.
    pub fn accept(self, needs_approval: bool) -> Result<Self> {
        match self {
            Self::Proposed => Ok(if needs_approval { Self::Accepted } else { Self::Done }),
            other => Err(refuse("only a swap that was proposed is answered", other)),
        }
    }

    /// Whoever plans says yes.
    pub fn approve(self) -> Result<Self> {
        match self {
            Self::Accepted => Ok(Self::Done),
            other => Err(refuse("only a swap that both agreed to is approved", other)),
        }
    }

    /// Somebody says no.
    pub fn refuse(self) -> Result<Self> {
        match self {
            Self::Proposed | Self::Accepted => Ok(Self::Refused),
            other => Err(refuse("only a swap that is open is refused", other)),
        }
    }
}

/// Until when a swap that is proposed now is open: a week, and never past the beginning of what is swapped.
pub fn expires(now: Timestamp, first_start: Timestamp) -> Timestamp {
    now.plus_millis(OPEN_MILLIS).min(first_start)
}

fn refuse(rule: &str, state: State) -> Error {
    Error::refused("swap-not-open", format!("{rule}; this one is {state}"))
}

word! {
    /// What somebody may do with a swap.
    #[schema(as = SwapAct)]
    Act {
        /// Say yes or no, as the other member.
        Answer = "answer",
        /// Take it back, as the member who proposed it.
        Withdraw = "withdraw",
        /// Agree or refuse, as whoever plans.
        Decide = "decide",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_over_stays_over(acts in prop::collection::vec(0..5_u8, 1..12), later in 0..20_i64) {
            let (expires, now) = (Timestamp::clamped(10), Timestamp::clamped(later));
            let mut state = State::Proposed;
            for act in acts {
                let next = match act {
                    0 => state.at(expires, now).accept(true),
                    1 => state.at(expires, now).accept(false),
                    2 => state.at(expires, now).approve(),
                    3 => state.at(expires, now).refuse(),
                    _ => Ok(state.at(expires, now)),
                };
                if let Ok(next) = next {
                    prop_assert!(matches!(state, State::Proposed | State::Accepted) || next == state);
                    prop_assert!(!(state == State::Accepted && next == State::Proposed));
                    prop_assert!(now < expires || matches!(next, State::Expired));
                    state = next;
                }
            }
        }
    }
}
