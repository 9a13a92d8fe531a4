//! What may become of a session: `draft → published → signup_closed → running → ended → reconciled`, or `cancelled` before it has ended.
//!
//! Publishing, cancelling and reconciling are somebody's acts and are written down. The rest follows from the clock.

use kernel::{Error, Result, Timestamp, word};

word! {
    /// Where a session stands.
    #[schema(as = EventSessionState)]
    State {
        /// Being planned; seen by those who plan.
        Draft = "draft",
        /// Places can be asked for.
        Published = "published",
        /// Signing up is over; it has not begun.
        SignupClosed = "signup_closed",
        /// Going on.
        Running = "running",
        /// Over; who was there has not been checked.
        Ended = "ended",
        /// Over, and who was there has been checked.
        Reconciled = "reconciled",
        /// Will not take place.
        Cancelled = "cancelled",
    }
}

/// The instants by which a session moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// When signing up is over; when it begins, unless said.
    pub closes: Option<Timestamp>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
}

impl Course {
    /// The instant from which nobody signs up any more.
    pub fn deadline(&self) -> Timestamp {
        self.closes.map_or(self.start, |closes| closes.min(self.start))
    }
}

impl State {
    /// Where a session that is written down as this stands at `now`.
    #[must_use]
    pub fn at(self, course: &Course, now: Timestamp) -> Self {
        match self {
            Self::Published if now >= course.end => Self::Ended,
            Self::Published if now >= course.start => Self::Running,
            Self::Published if now >= course.deadline() => Self::SignupClosed,
            other => other,
        }
    }

    /// A draft is published.
    pub fn publish(self) -> Result<Self> {
        match self {
            Self::Draft => Ok(Self::Published),
            other => Err(refuse("not-a-draft", "only a draft is published", other)),
        }
    }

    /// It will not take place, or breaks off.
    pub fn cancel(self) -> Result<Self> {
        match self {
            Self::Draft | Self::Published | Self::SignupClosed | Self::Running => Ok(Self::Cancelled),
            other => Err(refuse("too-late-to-cancel", "a session is cancelled before it has ended", other)),
        }
    }

    /// Who was there has been checked.
    pub fn reconcile(self) -> Result<Self> {
        match self {
            Self::Ended => Ok(Self::Reconciled),
            other => Err(refuse("not-ended", "a session is reconciled once it has ended", other)),
        }
    }

    /// Whether its fields may still change.
    pub fn check_open(self) -> Result<()> {
        match self {
            Self::Draft | Self::Published | Self::SignupClosed => Ok(()),
            other => Err(refuse("session-begun", "a session is changed before it begins", other)),
        }
    }

    /// Whether its places may be filled.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Published | Self::SignupClosed | Self::Running)
    }
}

fn refuse(code: &'static str, rule: &str, state: State) -> Error {
    Error::refused(code, format!("{rule}; this one is {}", state.as_str().replace('_', " ")))
}

word! {
    /// What somebody may do with a session.
    #[schema(as = EventSessionAct)]
    Act {
        /// Publish it.
        Publish = "publish",
        /// Cancel it.
        Cancel = "cancel",
        /// Change its fields and what it needs.
        Edit = "edit",
        /// Say that who was there has been checked.
        Reconcile = "reconcile",
        /// Invite members.
        Invite = "invite",
    }
}

impl Act {
    /// Whether a session that stands there allows it, whoever asks.
    pub fn fits(self, state: State) -> bool {
        match self {
            Self::Publish => state.publish().is_ok(),
            Self::Cancel => state.cancel().is_ok(),
            Self::Edit => state.check_open().is_ok(),
            Self::Reconcile => state.reconcile().is_ok(),
            Self::Invite => matches!(state, State::Published | State::SignupClosed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rank(state: State) -> usize {
        State::ALL.iter().position(|other| *other == state).unwrap()
    }

    proptest! {
        /// Whatever is done, in whatever order, at whatever times that only go on: it never goes back, and what is over stays over.
        #[test]
        fn a_session_never_goes_back(acts in prop::collection::vec((0..4_u8, 0..2_000_i64), 1..20), closes in prop::option::of(0..900_i64)) {
            let at = Timestamp::clamped;
            let course = Course { closes: closes.map(at), start: at(1_000), end: at(5_000) };
            let (mut stored, mut now, mut shown) = (State::Draft, at(0), State::Draft);
            for (act, later) in acts {
                now = now.plus_millis(later);
                let state = stored.at(&course, now);
                let next = match act {
                    0 => state.publish(),
                    1 => state.cancel(),
                    2 => state.reconcile(),
                    _ => Ok(state),
                };
                if let Ok(next) = next {
                    if act < 3 {
                        stored = next;
                    }
                    let next = stored.at(&course, now);
                    prop_assert!(rank(next) >= rank(shown), "{:?} after {:?}", next, shown);
                    prop_assert!(!matches!(shown, State::Reconciled | State::Cancelled) || next == shown);
                    shown = next;
                }
            }
        }
    }

    #[test]
    fn the_deadline_is_an_instant_and_never_after_the_start() {
        let at = Timestamp::clamped;
        let course = Course { closes: Some(at(900)), start: at(1_000), end: at(2_000) };
        assert_eq!(State::Published.at(&course, at(899)), State::Published);
        assert_eq!(State::Published.at(&course, at(900)), State::SignupClosed);
        assert_eq!(State::Published.at(&course, at(1_000)), State::Running);
        assert_eq!(State::Published.at(&course, at(2_000)), State::Ended);
        let late = Course { closes: Some(at(1_500)), ..course };
        assert_eq!(late.deadline(), at(1_000));
    }

    #[test]
    fn what_is_offered_is_what_is_allowed() {
        for state in State::ALL.iter().copied() {
            assert_eq!(Act::Cancel.fits(state), state.cancel().is_ok());
            assert!(!Act::Edit.fits(state) || Act::Cancel.fits(state), "what can be changed can be cancelled");
        }
    }
}
