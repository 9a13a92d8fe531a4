//! The rules themselves: pure, over what was loaded.

mod ability;
mod presence;
#[cfg(test)]
mod tests;
mod time;
mod together;
mod working_time;

pub(super) use ability::is_able;
pub(super) use together::bounds;

use super::asked::Asked;
use super::facts::{MemberFacts, Named};
use super::wire::{Finding, Rule, Verdict};
use crate::assignments::Seat;
use crate::requirements::CompetencyId;
use crate::working_rules::WorkingRules;
use std::collections::BTreeMap;

/// What is known besides the member.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    pub(super) rules: &'a WorkingRules,
    pub(super) competencies: &'a BTreeMap<CompetencyId, Named>,
    /// Places left of the kind wanted; nothing where there is no requirement.
    pub(super) left: Option<i64>,
    /// Whether a trainee would have somebody qualified beside them.
    pub(super) looked_after: bool,
}

/// Judges one member for one place.
pub(super) fn judge(asked: &Asked<'_>, facts: &MemberFacts, known: &Known<'_>) -> Verdict {
    let mut findings = Vec::new();
    presence::works_here(asked, facts, &mut findings);
    presence::is_away(asked, facts, &mut findings);
    time::is_elsewhere(asked, facts, &mut findings);
    time::is_unavailable(asked, facts, &mut findings);
    match asked.seat {
        Seat::Full => ability::lacks(asked, &facts.held, known.competencies, &mut findings),
        Seat::Supervised => ability::is_alone(known, &mut findings),
    }
    working_time::is_overworked(asked, facts, known.rules, &mut findings);
    if known.left.is_some_and(|left| left <= 0) {
        let says = if asked.seat == Seat::Full { "No place is left." } else { "No trainee's place is left." };
        findings.push(Finding::block(Rule::Full, says));
    }
    Verdict::of(facts.member, findings)
}
