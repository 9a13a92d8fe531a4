//! The rules themselves: pure, over what was loaded.

use super::Place;
use super::facts::{Left, MemberFacts};
use super::wire::{Effect, Finding, Rule, Verdict};
use jiff::tz::TimeZone;
use kernel::Timestamp;

/// Judges one member for one place.
pub(super) fn judge(place: &Place, facts: &MemberFacts, left: Left) -> Verdict {
    let mut findings = Vec::new();
    works_here(place, facts, &mut findings);
    is_elsewhere(place, facts, &mut findings);
    if left.is_some_and(|left| left <= 0) {
        findings.push(blocks(Rule::Full, "No place is left."));
    }
    Verdict::of(facts.member, findings)
}

fn works_here(place: &Place, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    if facts.status != "active" {
        findings.push(blocks(Rule::MemberNotActive, "Is suspended, or has left."));
    } else if let Some(at) = facts.leaves_at.filter(|at| *at < place.end) {
        findings.push(Finding { from: Some(at), ..blocks(Rule::MemberNotActive, "Leaves before the end.") });
    }
    let away = |(from, until): &(Timestamp, Option<Timestamp>)| *from < place.end && until.is_none_or(|until| until > place.start);
    if let Some((from, until)) = facts.leave.filter(away) {
        findings.push(Finding { from: Some(from), until, ..blocks(Rule::OnLeave, "Is on leave.") });
    }
}

fn is_elsewhere(place: &Place, facts: &MemberFacts, findings: &mut Vec<Finding>) {
    if !place.exclusive {
        return;
    }
    let zone = TimeZone::get(&place.zone).unwrap_or(TimeZone::UTC);
    let meets = |start: Timestamp, end: Timestamp| start < place.end && end > place.start;
    for row in facts.elsewhere(place.besides).filter(|row| row.live && row.exclusive && meets(row.start_at, row.end_at)) {
        let says = format!("Is at {} from {} to {}.", row.title, row.start_at.told_in(&zone), row.end_at.told_in(&zone));
        let finding = blocks(Rule::Clash, says);
        findings.push(Finding { about: Some(row.id.to_string()), from: Some(row.start_at), until: Some(row.end_at), ..finding });
    }
}

fn blocks(rule: Rule, says: impl Into<String>) -> Finding {
    Finding { rule, effect: Effect::Block, says: says.into(), about: None, from: None, until: None }
}
