//! The record of a proof that was not accepted.

use super::SESSION_REFUSED;
use super::rows::MemberCredentials;
use crate::factors::Factor;
use store::{Event, Outcome, Subject};

/// A member's proof by `factor` was not accepted.
pub(crate) fn refused(member: &MemberCredentials, factor: Factor) -> Event {
    let subject = Subject::new("member", member.id);
    Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(member.email.as_str()).first("factor", &factor)
}
