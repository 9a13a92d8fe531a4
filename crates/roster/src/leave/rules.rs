//! What may become of leave.

use kernel::{Error, MemberId, Reach, Result, Span, Timestamp};

/// Longest leave: two years.
const LONGEST_MILLIS: i64 = 2 * 366 * 24 * 60 * 60 * 1000;

kernel::word! {
    /// What leave is for.
    LeaveKind {
        /// A holiday.
        Annual = "annual",
        /// Being ill.
        Sick = "sick",
        /// Learning.
        Training = "training",
        /// Anything else.
        Other = "other",
    }
}

kernel::word! {
    /// Where leave stands.
    LeaveState {
        /// Waits for an answer.
        Asked = "asked",
        /// Agreed.
        Approved = "approved",
        /// Not agreed.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

impl LeaveState {
    /// Whether an answer is still to be given.
    pub fn decide(self, approve: bool) -> Result<Self> {
        match self {
            Self::Asked => Ok(if approve { Self::Approved } else { Self::Refused }),
            other => Err(Error::refused("leave-decided", format!("the leave is {other} already"))),
        }
    }

    /// Whether it can be taken back: not once it is over.
    pub fn withdraw(self, end: Timestamp, now: Timestamp) -> Result<Self> {
        match self {
            Self::Approved if end <= now => Err(Error::refused("leave-over", "the leave is over")),
            Self::Asked | Self::Approved => Ok(Self::Withdrawn),
            other => Err(Error::refused("leave-decided", format!("the leave is {other} already"))),
        }
    }
}

/// From when to when.
pub fn span(start: Timestamp, end: Timestamp) -> Result<Span> {
    match Span::new(start, end) {
        Ok(span) if span.millis() <= LONGEST_MILLIS => Ok(span),
        Ok(_) => Err(Error::field("end", "too-long", "leave lasts at most two years")),
        Err(_) => Err(Error::field("end", "not-after-start", "must be after the start")),
    }
}

/// Refuses to decide on one's own: on leave that one asked for or is to have, unless the right to decide reaches everybody.
pub fn check_decider(actor: Option<MemberId>, member: MemberId, asked_by: Option<MemberId>, reach: &Reach) -> Result<()> {
    let own = actor.is_some() && (actor == Some(member) || actor == asked_by);
    if own && !reach.is_whole() {
        return Err(Error::refused("oneself", "somebody else decides on leave that one asked for or is to have"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, UnitId};

    fn at(hour: i64) -> Timestamp {
        Timestamp::clamped(1_790_000_000_000).plus_millis(hour * 3_600_000)
    }

    #[test]
    fn leave_goes_one_way() {
        use LeaveState::{Approved, Asked, Refused, Withdrawn};
        assert_eq!((Asked.decide(true), Asked.decide(false)), (Ok(Approved), Ok(Refused)));
        assert!([Approved, Refused, Withdrawn].into_iter().all(|state| state.decide(true).is_err()));
        assert_eq!((Asked.withdraw(at(0), at(9)), Approved.withdraw(at(9), at(8))), (Ok(Withdrawn), Ok(Withdrawn)));
        assert_eq!(Approved.withdraw(at(9), at(9)).unwrap_err().code(), "leave-over");
        assert!(Refused.withdraw(at(9), at(0)).is_err() && Withdrawn.withdraw(at(9), at(0)).is_err());
    }

    #[test]
    fn leave_lasts_a_while_and_not_for_ever() {
        assert!(span(at(0), at(1)).is_ok() && span(at(0), at(0)).is_err() && span(at(1), at(0)).is_err());
        assert!(span(at(0), at(2 * 366 * 24)).is_ok() && span(at(0), at(2 * 366 * 24 + 1)).is_err());
    }

    #[test]
    fn nobody_decides_on_their_own_but_those_above_whom_nobody_decides() {
        let id = || MemberId::new(at(0), &SystemRng);
        let (me, other, unit) = (id(), id(), UnitId::new(at(0), &SystemRng));
        let (unit, whole) = (Reach::units([unit]), Reach::Organisation);
        assert!(check_decider(Some(me), other, Some(other), &unit).is_ok());
        assert!(check_decider(Some(me), me, Some(other), &unit).is_err() && check_decider(Some(me), other, Some(me), &unit).is_err());
        assert!(check_decider(Some(me), me, Some(me), &whole).is_ok());
    }
}
