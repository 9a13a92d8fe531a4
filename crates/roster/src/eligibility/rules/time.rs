//! Whether the member is somewhere else, or said not to be available.

use super::super::asked::Asked;
use super::super::facts::MemberFacts;
use super::super::wire::{Finding, Rule};
use crate::spans::first_gap;

/// Has this place already, or takes part in something that takes their time whole.
pub(super) fn is_elsewhere(asked: &Asked<'_>, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    let told = |at: kernel::Timestamp| at.told_in(&asked.zone);
    for busy in facts.busy.iter().filter(|busy| Some(busy.id) != asked.besides) {
        let (from, until) = (busy.span.start(), busy.span.end());
        if busy.requirement.is_some() && busy.requirement == asked.requirement {
            let says = format!("Has a place at {} already.", busy.title);
            findings.push(Finding::block(Rule::AlreadyBooked, says).about(busy.id).lasting(Some(from), Some(until)));
        } else if asked.exclusive && busy.exclusive && busy.span.overlaps(&asked.span) {
            let says = format!("Is at {} from {} to {}.", busy.title, told(from), told(until));
            findings.push(Finding::block(Rule::Clash, says).about(busy.id).lasting(Some(from), Some(until)));
        }
    }
}

/// Some of the place lies outside of when the member said they can be asked. It is their word, not a rule: it warns.
pub(super) fn is_unavailable(asked: &Asked<'_>, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    let Some(gap) = facts.available.as_ref().and_then(|available| first_gap(asked.span, available)) else { return };
    let told = |at: kernel::Timestamp| at.told_in(&asked.zone);
    let says = format!("Said not to be available from {} to {}.", told(gap.start()), told(gap.end()));
    findings.push(Finding::warn(Rule::NotAvailable, says).lasting(Some(gap.start()), Some(gap.end())));
}
