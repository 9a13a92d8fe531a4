//! What holds of an invitation.

use super::wire::InvitationState;
use kernel::{Error, Timestamp};

/// Days that a link works unless said otherwise, and at most.
pub(super) const DAYS: u8 = 7;
const MOST_DAYS: u8 = 30;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The times that tell how an invitation stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) expires_at: Timestamp,
    pub(super) accepted_at: Option<Timestamp>,
    pub(super) revoked_at: Option<Timestamp>,
}

/// How it stands now.
pub(super) fn state(times: Times, now: Timestamp) -> InvitationState {
    match times {
        Times { accepted_at: Some(_), .. } => InvitationState::Accepted,
        Times { revoked_at: Some(_), .. } => InvitationState::Revoked,
        Times { expires_at, .. } if now >= expires_at => InvitationState::Expired,
        Times { .. } => InvitationState::Pending,
    }
}

/// Until when a link works that is made now.
pub(super) fn until(days: Option<u8>, now: Timestamp) -> Result<Timestamp, Error> {
    let days = days.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::field("days", "out-of-range", format!("must be from 1 to {MOST_DAYS}")));
    }
    Ok(now.plus_millis(i64::from(days) * DAY_MILLIS))
}

/// One answer for a link that was used, has expired, was taken back, or never was.
pub(crate) fn void() -> Error {
    Error::Void { code: "invitation-void", message: "This invitation does not hold any more. Ask whoever invited you to send it again." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_an_end_whatever_the_time() {
        let at = |millis: i64| Timestamp::clamped(1_795_000_000_000 + millis);
        let times = |accepted_at, revoked_at| Times { expires_at: at(10), accepted_at, revoked_at };
        assert_eq!(state(times(None, None), at(9)), InvitationState::Pending);
        assert_eq!(state(times(None, None), at(10)), InvitationState::Expired);
        for now in [at(9), at(11)] {
            assert_eq!(state(times(Some(at(1)), None), now), InvitationState::Accepted);
            assert_eq!(state(times(None, Some(at(1))), now), InvitationState::Revoked);
        }
    }

    #[test]
    fn a_link_works_for_a_day_to_a_month() {
        let now = Timestamp::clamped(1_795_000_000_000);
        assert_eq!(until(None, now).unwrap().millis() - now.millis(), 7 * DAY_MILLIS);
        assert_eq!(until(Some(30), now).unwrap().millis() - now.millis(), 30 * DAY_MILLIS);
        assert!(until(Some(0), now).is_err() && until(Some(31), now).is_err());
    }
}
