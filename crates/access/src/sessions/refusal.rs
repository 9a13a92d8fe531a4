//! The record of a proof that was not accepted.

use super::SESSION_REFUSED;
use super::rows::MemberCredentials;
use crate::factors::Factor;
use store::{Event, Outcome, Subject};

/// Why a right proof lets nobody in where the organisation has its members sign in at its own provider.
pub(crate) const SHUT: &str = "single sign-on is required";

/// A member's proof by `factor` was not accepted.
pub(crate) fn refused(member: &MemberCredentials, factor: Factor) -> Event {
    let subject = Subject::new("member", member.id);
    Event::new(&SESSION_REFUSED, subject).outcome(Outcome::Failed).label(member.email.as_str()).first("factor", &factor)
}
