//! What may become of an event: `draft → published → ended | cancelled`. That it has ended follows from the clock.

use kernel::{Error, Result, Timestamp, word};

word! {
    /// Where an event stands.
    #[schema(as = EventState)]
    State {
        /// Being planned; seen by those who plan.
        Draft = "draft",
        /// Seen by everybody.
        Published = "published",
        /// Will not take place.
        Cancelled = "cancelled",
        /// All its sessions are over.
        Ended = "ended",
    }
}

impl State {
    /// Where an event that is written down as this stands at `now`, if its last session ends then.
    #[must_use]
    pub fn at(self, last_end: Option<Timestamp>, now: Timestamp) -> Self {
        if self == Self::Published && last_end.is_some_and(|end| end <= now) { Self::Ended } else { self }
    }

    /// A draft is published.
    pub fn publish(self) -> Result<Self> {
        match self {
            Self::Draft => Ok(Self::Published),
            other => Err(refuse("not-a-draft", "only a draft is published", other)),
        }
    }

    /// It will not take place.
    pub fn cancel(self) -> Result<Self> {
        match self {
            Self::Draft | Self::Published => Ok(Self::Cancelled),
            other => Err(refuse("too-late-to-cancel", "an event is cancelled before it has ended", other)),
        }
    }

    /// Whether its fields may still change.
    pub fn check_open(self) -> Result<()> {
        match self {
            Self::Cancelled => Err(refuse("event-cancelled", "a cancelled event is not changed", self)),
            _ => Ok(()),
        }
    }
}

fn refuse(code: &'static str, rule: &str, state: State) -> Error {
    Error::refused(code, format!("{rule}; this one is {state}"))
}

word! {
    /// What somebody may do with an event.
    #[schema(as = EventAct)]
    Act {
        /// Publish it.
        Publish = "publish",
        /// Cancel it.
        Cancel = "cancel",
        /// Change its fields, add sessions.
        Edit = "edit",
    }
}

impl Act {
    /// Whether an event that stands there allows it, whoever asks.
    pub fn fits(self, state: State) -> bool {
        match self {
            Self::Publish => state.publish().is_ok(),
            Self::Cancel => state.cancel().is_ok(),
            Self::Edit => state.check_open().is_ok(),
        }
    }
}

/// How people call event `number`.
pub fn label(number: i64) -> String {
    format!("E-{number:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_ends_by_the_clock_and_never_comes_back() {
        let (end, now) = (Timestamp::clamped(1_000), Timestamp::clamped(1_000));
        assert_eq!(State::Published.at(Some(end), now), State::Ended);
        assert_eq!(State::Published.at(Some(now.plus_millis(1)), now), State::Published);
        assert_eq!(State::Published.at(None, now), State::Published);
        assert_eq!(State::Cancelled.at(Some(end), now), State::Cancelled);
        for ended in [State::Ended, State::Cancelled] {
            assert!(ended.publish().is_err() && ended.cancel().is_err());
        }
        assert_eq!(State::Draft.publish(), Ok(State::Published));
        assert!(State::Published.publish().is_err());
    }
}
