//! How hours come to be agreed, and what may be done with them.

use kernel::{Error, MemberId, Result, Timestamp};

kernel::word! {
    /// How far hours have been agreed.
    HoursState {
        /// Written down.
        Recorded = "recorded",
        /// The member says so too.
        Confirmed = "confirmed",
        /// Somebody else found them right.
        Approved = "approved",
        /// Handed on; they stay as they are.
        Locked = "locked",
    }
}

kernel::word! {
    /// What hours were derived from.
    HoursSource {
        /// Booking on and off.
        Attendance = "attendance",
        /// The assignment as it was planned: nobody booked on.
        Assignment = "assignment",
        /// Written down by hand, or corrected by hand.
        Hand = "hand",
    }
}

kernel::word! {
    /// What may be done with hours.
    HoursAct {
        /// The member confirms them.
        Confirm = "confirm",
        /// Somebody else approves them.
        Approve = "approve",
        /// They are put right by a new version.
        Correct = "correct",
        /// They are taken back.
        Reverse = "reverse",
    }
}

/// Longest record, in milliseconds: 31 days, as assignments are.
pub const LONGEST: i64 = 31 * 24 * 60 * 60 * 1_000;

/// Where hours stand, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How far they have been agreed.
    pub state: HoursState,
    /// Whose they are.
    pub member: MemberId,
    /// Whether they were taken back, or take others back.
    pub void: bool,
}

impl Standing {
    /// The state after an act by somebody; refused where the act is not legal.
    pub fn after(self, act: HoursAct, actor: Option<MemberId>) -> Result<HoursState> {
        if self.state == HoursState::Locked {
            return Err(Error::refused("hours-locked", "these hours are locked: write the difference down as hours of a day that is open"));
        }
        if self.void {
            return Err(Error::refused("hours-reversed", "these hours were taken back"));
        }
        let own = actor == Some(self.member);
        match act {
            HoursAct::Confirm if self.state != HoursState::Recorded => Err(already(self.state)),
            HoursAct::Confirm if !own => Err(Error::refused("not-own-hours", "hours are confirmed by the member whose they are")),
            HoursAct::Confirm => Ok(HoursState::Confirmed),
            HoursAct::Approve if own => Err(Error::refused("own-hours", "your own hours are for somebody else to approve")),
            HoursAct::Approve if self.state == HoursState::Recorded => {
                Err(Error::refused("not-confirmed", "the member has not confirmed these hours"))
            }
            HoursAct::Approve if self.state != HoursState::Confirmed => Err(already(self.state)),
            HoursAct::Approve => Ok(HoursState::Approved),
            HoursAct::Correct if own && self.state == HoursState::Approved => {
                Err(Error::refused("own-hours", "your own approved hours are for somebody else to correct"))
            }
            HoursAct::Correct => Ok(HoursState::Recorded),
            HoursAct::Reverse if own => Err(Error::refused("own-hours", "your own hours are for somebody else to take back")),
            HoursAct::Reverse => Ok(self.state),
        }
    }

    /// What somebody may do, having rights to confirm and to approve.
    pub fn allowed(self, actor: Option<MemberId>, confirms: bool, approves: bool) -> Vec<HoursAct> {
        let may = |act: &HoursAct| match act {
            HoursAct::Confirm => confirms,
            _ => approves,
        };
        HoursAct::ALL.iter().copied().filter(|act| may(act) && self.after(*act, actor).is_ok()).collect()
    }
}

fn already(state: HoursState) -> Error {
    Error::refused("hours-state", format!("these hours are {state} already"))
}

/// Refuses times that make no hours.
pub fn check_times(start: Timestamp, end: Timestamp, minutes: Option<i64>, now: Timestamp) -> Result<()> {
    if start >= end {
        return Err(Error::field("end", "not-after-start", "must be after the start"));
    }
    let length = end.millis() - start.millis();
    if length > LONGEST {
        return Err(Error::field("end", "too-long", "at most 31 days after the start"));
    }
    if end > now.plus_millis(120_000) {
        return Err(Error::field("end", "in-the-future", "hours are of time that has passed"));
    }
    if minutes.is_some_and(|minutes| minutes < 0 || minutes > length / 60_000) {
        return Err(Error::field("minutes", "out-of-range", "must be from 0 to the minutes between start and end"));
    }
    Ok(())
}

/// Minutes as people read them, `7:30`.
pub fn told(minutes: i64) -> String {
    let (sign, size) = (if minutes < 0 { "-" } else { "" }, minutes.unsigned_abs());
    format!("{sign}{}:{:02}", size / 60, size % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;
    use proptest::prelude::*;

    fn member() -> MemberId {
        MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng)
    }

    #[test]
    fn hours_are_confirmed_by_oneself_and_approved_by_another() {
        let (me, other) = (member(), member());
        let at = |state| Standing { state, member: me, void: false };
        assert_eq!(at(HoursState::Recorded).after(HoursAct::Confirm, Some(me)), Ok(HoursState::Confirmed));
        assert_eq!(at(HoursState::Confirmed).after(HoursAct::Approve, Some(other)), Ok(HoursState::Approved));
        let code = |state, act, who| at(state).after(act, Some(who)).unwrap_err().code();
        assert_eq!(code(HoursState::Recorded, HoursAct::Confirm, other), "not-own-hours");
        assert_eq!(code(HoursState::Confirmed, HoursAct::Approve, me), "own-hours");
        assert_eq!(code(HoursState::Recorded, HoursAct::Approve, other), "not-confirmed");
        assert_eq!(code(HoursState::Locked, HoursAct::Correct, other), "hours-locked");
        assert_eq!(at(HoursState::Approved).after(HoursAct::Correct, Some(other)), Ok(HoursState::Recorded), "to be confirmed anew");
        assert_eq!(at(HoursState::Recorded).allowed(Some(me), true, false), [HoursAct::Confirm]);
    }

    #[test]
    fn minutes_read_as_hours() {
        assert_eq!([told(450), told(-61), told(0)], ["7:30", "-1:01", "0:00"]);
    }

    proptest! {
        /// Whatever anybody tries, in whatever order: no approval without confirmation by the member before it, none by the member,
        /// and nothing moves what is locked.
        #[test]
        fn no_illegal_move(tries in prop::collection::vec((0..5_usize, any::<bool>()), 1..60)) {
            let (me, other) = (member(), member());
            let (mut at, mut confirmed, mut approved) = (Standing { state: HoursState::Recorded, member: me, void: false }, false, false);
            for (act, own) in tries {
                let (actor, before) = (if own { me } else { other }, at.state);
                if act == 4 {
                    // Locking takes what is approved, and nothing else.
                    if at.state == HoursState::Approved {
                        at.state = HoursState::Locked;
                    }
                    continue;
                }
                let act = HoursAct::ALL[act];
                let Ok(after) = at.after(act, Some(actor)) else { continue };
                prop_assert_ne!(before, HoursState::Locked);
                match act {
                    HoursAct::Confirm => { prop_assert!(own); confirmed = true; }
                    HoursAct::Approve => { prop_assert!(!own && confirmed); approved = true; }
                    HoursAct::Correct => { (confirmed, approved) = (false, false); }
                    HoursAct::Reverse => { prop_assert!(!own); at.void = true; }
                }
                at.state = after;
                prop_assert_eq!(matches!(at.state, HoursState::Approved | HoursState::Locked), approved);
            }
        }
    }
}
