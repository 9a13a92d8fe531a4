//! What may become of a claim on a place.
//!
//! `invited | applied → waitlisted → offered → confirmed → on_duty → worked → verified`, some of it skipped; it ends `declined`,
//! `withdrawn`, `late_withdrawn`, `released`, `expired` or `no_show`. A no-show that was looked into again can still be verified.

use crate::sessions::rules::Course;
use kernel::{Error, Result, Timestamp, word};
use roster::assignments::AssignmentState;

word! {
    /// Where a claim stands.
    #[schema(as = BookingState)]
    State {
        /// Asked to come.
        Invited = "invited",
        /// Asked for a place; they are given out at the deadline.
        Applied = "applied",
        /// Waits until a place becomes free.
        Waitlisted = "waitlisted",
        /// A place is kept until they answer.
        Offered = "offered",
        /// Has a place.
        Confirmed = "confirmed",
        /// Is there.
        OnDuty = "on_duty",
        /// Was there.
        Worked = "worked",
        /// Was there, and that was checked.
        Verified = "verified",
        /// Said no, or was refused.
        Declined = "declined",
        /// Taken back by the member in time.
        Withdrawn = "withdrawn",
        /// Taken back by the member after the deadline.
        LateWithdrawn = "late_withdrawn",
        /// Taken back by whoever plans.
        Released = "released",
        /// Not answered in time.
        Expired = "expired",
        /// Did not come.
        NoShow = "no_show",
    }
}

/// An offer is open for so long at most.
const OFFER_MILLIS: i64 = 12 * 60 * 60 * 1_000;

impl State {
    /// Whether it is a claim still: one member has one on a requirement.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Invited | Self::Applied | Self::Waitlisted) || self.holds_place()
    }

    /// Whether a place is taken by it, and so an assignment stands behind it.
    pub fn holds_place(self) -> bool {
        matches!(self, Self::Offered | Self::Confirmed | Self::OnDuty | Self::Worked | Self::Verified)
    }

    /// What it is, given the assignment behind it: whoever changed that.
    #[must_use]
    pub fn behind(self, assignment: AssignmentState) -> Self {
        match assignment {
            AssignmentState::Offered => Self::Offered,
            AssignmentState::Confirmed => Self::Confirmed,
            AssignmentState::OnDuty => Self::OnDuty,
            AssignmentState::Worked if self == Self::Verified => Self::Verified,
            AssignmentState::Worked => Self::Worked,
            AssignmentState::NoShow => Self::NoShow,
            // How it ended is told more closely here, if it ended here.
            _ if !self.is_live() => self,
            AssignmentState::Declined => Self::Declined,
            AssignmentState::Withdrawn => Self::Withdrawn,
            AssignmentState::Released | AssignmentState::Cancelled => Self::Released,
        }
    }

    /// The assignment's state that goes with it, where one stands behind it.
    pub fn of_assignment(self) -> AssignmentState {
        match self {
            Self::Offered => AssignmentState::Offered,
            Self::OnDuty => AssignmentState::OnDuty,
            Self::Worked | Self::Verified => AssignmentState::Worked,
            Self::Declined => AssignmentState::Declined,
            Self::Withdrawn | Self::LateWithdrawn => AssignmentState::Withdrawn,
            Self::Released | Self::Expired => AssignmentState::Released,
            Self::NoShow => AssignmentState::NoShow,
            _ => AssignmentState::Confirmed,
        }
    }

    /// Given a place.
    pub fn confirm(self) -> Result<Self> {
        match self {
            Self::Invited | Self::Applied | Self::Waitlisted | Self::Offered => Ok(Self::Confirmed),
            other => Err(refuse("not-asked", "only who asked or was asked is given a place", other)),
        }
    }

    /// Applies after an invitation.
    pub fn apply(self) -> Result<Self> {
        match self {
            Self::Invited => Ok(Self::Applied),
            other => Err(refuse("not-invited", "only an invitation is taken up", other)),
        }
    }

    /// Put on the waiting list.
    pub fn wait(self) -> Result<Self> {
        match self {
            Self::Invited | Self::Applied => Ok(Self::Waitlisted),
            other => Err(refuse("not-asked", "only who asked waits", other)),
        }
    }

    /// A place became free and is kept.
    pub fn offer(self) -> Result<Self> {
        match self {
            Self::Waitlisted => Ok(Self::Offered),
            other => Err(refuse("not-waiting", "only who waits is offered a place", other)),
        }
    }

    /// The member says no, or whoever plans does.
    pub fn decline(self) -> Result<Self> {
        match self {
            Self::Invited | Self::Applied | Self::Waitlisted | Self::Offered => Ok(Self::Declined),
            other => Err(refuse("not-open", "only what was not agreed yet is declined", other)),
        }
    }

    /// The member takes it back; late, if what they have was to be counted on.
    pub fn withdraw(self, is_late: bool) -> Result<Self> {
        match self {
            Self::Confirmed if is_late => Ok(Self::LateWithdrawn),
            Self::Applied | Self::Waitlisted | Self::Offered | Self::Confirmed => Ok(Self::Withdrawn),
            other => Err(refuse("not-open", "what has begun or is over is not withdrawn", other)),
        }
    }

    /// Whoever plans takes it back.
    pub fn release(self) -> Result<Self> {
        match self {
            Self::Invited | Self::Applied | Self::Waitlisted | Self::Offered | Self::Confirmed => Ok(Self::Released),
            other => Err(refuse("not-open", "what has begun or is over is not released", other)),
        }
    }

    /// Not answered, or never served.
    pub fn expire(self) -> Result<Self> {
        match self {
            Self::Invited | Self::Applied | Self::Waitlisted | Self::Offered => Ok(Self::Expired),
            other => Err(refuse("not-open", "only what was not agreed runs out", other)),
        }
    }

    /// They did not come.
    pub fn miss(self, has_begun: bool) -> Result<Self> {
        match self {
            Self::Confirmed if has_begun => Ok(Self::NoShow),
            Self::Confirmed => Err(Error::refused("not-begun", "nobody is missed before it begins")),
            other => Err(refuse("not-confirmed", "only who had a place and was not there is missed", other)),
        }
    }

    /// It was checked that they were there.
    pub fn verify(self, is_over: bool) -> Result<Self> {
        match self {
            Self::Worked | Self::NoShow => Ok(Self::Verified),
            Self::Confirmed | Self::OnDuty if is_over => Ok(Self::Verified),
            Self::Confirmed | Self::OnDuty => Err(Error::refused("not-over", "it is verified once it is over")),
            other => Err(refuse("not-there", "only who had a place is verified", other)),
        }
    }
}

fn refuse(code: &'static str, rule: &str, state: State) -> Error {
    Error::refused(code, format!("{rule}; this one is {}", state.as_str().replace('_', " ")))
}

/// Where no deadline is said, what is taken back so shortly before it begins is late: a day.
const LATE_MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// Whether a place that is taken back at `now` was to be counted on: from the end of signing up on, where one is said, and from a day before
/// it begins otherwise. The same for whoever booked a place and whoever was called out for it.
pub fn is_late(course: &Course, now: Timestamp) -> bool {
    let deadline = course.closes.map_or_else(|| course.start.plus_millis(-LATE_MILLIS), |_| course.deadline());
    now >= deadline
}

/// Until when an offer made now is open: half of what is left until it begins, at most twelve hours.
pub fn offer_until(now: Timestamp, start: Timestamp) -> Timestamp {
    now.plus_millis(((start.millis() - now.millis()) / 2).clamp(0, OFFER_MILLIS))
}

word! {
    /// What somebody may do with a claim.
    #[schema(as = BookingAct)]
    Act {
        /// Give them a place.
        Confirm = "confirm",
        /// Refuse it.
        Refuse = "refuse",
        /// Take it back, as the member.
        Withdraw = "withdraw",
        /// Take it back, as whoever plans.
        Release = "release",
        /// Answer the offer or the invitation.
        Answer = "answer",
        /// Put down that they did not come.
        NoShow = "no_show",
        /// Say something to that.
        Appeal = "appeal",
        /// Say that it was checked.
        Verify = "verify",
        /// Ask somebody to swap.
        Swap = "swap",
    }
}

impl Act {
    /// Whether it is the member's own to do, rather than theirs who plan.
    pub fn is_ones_own(self) -> bool {
        matches!(self, Self::Withdraw | Self::Answer | Self::Appeal | Self::Swap)
    }

    /// Whether a claim that stands there allows it, whoever asks.
    pub fn fits(self, state: State, has_begun: bool, is_over: bool) -> bool {
        match self {
            Self::Confirm => !is_over && matches!(state, State::Applied | State::Waitlisted),
            Self::Refuse => matches!(state, State::Applied | State::Waitlisted | State::Invited),
            Self::Withdraw => !has_begun && state.withdraw(false).is_ok(),
            Self::Release => state.release().is_ok(),
            Self::Answer => !has_begun && matches!(state, State::Invited | State::Offered),
            Self::NoShow => state.miss(has_begun).is_ok(),
            Self::Appeal => state == State::NoShow,
            Self::Verify => state.verify(is_over).is_ok(),
            Self::Swap => !has_begun && state == State::Confirmed,
        }
    }
}

#[cfg(test)]
mod tests;
