//! Whether the member is here at that time at all.

use super::super::asked::Asked;
use super::super::facts::MemberFacts;
use super::super::wire::{Finding, Rule};

/// Suspended, gone, leaving before the end, or not here yet.
pub(super) fn works_here(asked: &Asked<'_>, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    let told = |at: kernel::Timestamp| at.told_in(&asked.zone);
    match facts.status.as_str() {
        "active" => {}
        "suspended" => return findings.push(Finding::block(Rule::MemberNotActive, "Is suspended.")),
        _ => return findings.push(Finding::block(Rule::MemberNotActive, "Has left.").lasting(facts.leaves_at, None)),
    }
    if let Some(at) = facts.leaves_at.filter(|at| *at < asked.span.end()) {
        let says = format!("Leaves on {}, before the end of this place.", told(at));
        findings.push(Finding::block(Rule::MemberNotActive, says).lasting(Some(at), None));
    }
    // A posting can be written late, so that this is no more than a hint.
    if let Some(from) = facts.serves_from.filter(|from| *from > asked.span.start()) {
        let says = format!("Serves from {} on, after the start of this place.", told(from));
        findings.push(Finding::warn(Rule::MemberNotActive, says).lasting(None, Some(from)));
    }
}

/// On leave of absence, on leave, or waiting for an answer to having asked for it.
pub(super) fn is_away(asked: &Asked<'_>, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    let told = |at: kernel::Timestamp| at.told_in(&asked.zone);
    if let Some((from, until)) = facts.absence
        && from < asked.span.end()
        && until.is_none_or(|until| until > asked.span.start())
    {
        let says = until.map_or_else(
            || format!("Is on leave of absence from {} on.", told(from)),
            |until| format!("Is on leave of absence from {} to {}.", told(from), told(until)),
        );
        findings.push(Finding::block(Rule::OnLeave, says).lasting(Some(from), until));
    }
    for leave in facts.leave.iter().filter(|leave| leave.span.overlaps(&asked.span)) {
        let (from, until) = (leave.span.start(), leave.span.end());
        let finding = if leave.approved {
            Finding::block(Rule::OnLeave, format!("Is on leave from {} to {}.", told(from), told(until)))
        } else {
            Finding::warn(Rule::OnLeave, format!("Has asked for leave from {} to {}.", told(from), told(until)))
        };
        findings.push(finding.about(leave.id).lasting(Some(from), Some(until)));
    }
}
