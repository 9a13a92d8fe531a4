//! The place of whoever said yes: given through the same door as any booking's or visit's, and given up.

use super::follow::follow;
use crate::bookings::calling;
use crate::needs::rows::{self as needs, Need};
use courier::House;
use kernel::{MemberId, Result};
use roster::assignments::{self, AssignmentId, AssignmentState, NewAssignment, Seat};
use roster::eligibility::{self, Effect, Finding, Place, Rule, Verdict};
use roster::requirements::{self, RequirementKind, RequirementRow, rows::filled};
use store::{Event, Subject, Tx, WriteTx};

/// What is to be filled, and what duty knows of it where it is a session's.
pub(super) struct Wanted {
    pub(super) requirement: RequirementRow,
    pub(super) need: Option<Need>,
}

impl Wanted {
    pub(super) fn of(tx: &mut Tx<'_>, requirement: RequirementRow) -> Result<Self> {
        let need = match requirement.kind {
            RequirementKind::Session => Some(needs::anywhere(tx, requirement.id)?),
            RequirementKind::Visit => None,
        };
        Ok(Self { requirement, need })
    }

    /// Whole places that are left.
    pub(super) fn free(&self, tx: &mut Tx<'_>) -> Result<i64> {
        Ok((self.requirement.most - filled(tx, self.requirement.id)?.0).max(0))
    }

    /// Which of these may take a place, but for its being free.
    pub(super) fn able(&self, tx: &mut Tx<'_>, members: &[MemberId]) -> Result<Vec<MemberId>> {
        let place = Place::of(&self.requirement, requirements::demands(tx, self.requirement.id)?, Seat::Full);
        let mut able = Vec::new();
        for verdict in eligibility::judge(tx, &place, members)? {
            if !is_blocked(&verdict.findings) {
                able.push(verdict.member_id);
            }
        }
        // A session may allow each member only so many places of its event.
        let capped = self.need.as_ref().filter(|need| need.sign_up.cap_per_member.is_some());
        let Some(need) = capped else { return Ok(able) };
        let mut within = Vec::new();
        for member in able {
            if !is_blocked(&calling::judge(tx, need, member)?.findings) {
                within.push(member);
            }
        }
        Ok(within)
    }

    /// What the rules say of one member, but for a place's being free.
    pub(super) fn judge(&self, tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Finding>> {
        if let Some(need) = &self.need {
            return Ok(calling::judge(tx, need, member)?.findings);
        }
        let place = Place::of(&self.requirement, requirements::demands(tx, self.requirement.id)?, Seat::Full);
        let verdict: Option<Verdict> = eligibility::judge(tx, &place, &[member])?.pop();
        let findings = verdict.map(|verdict| verdict.findings).unwrap_or_default();
        Ok(findings.into_iter().filter(|finding| finding.rule != Rule::Full).collect())
    }

    /// Gives the place: from here on the database holds it.
    pub(super) fn give(&self, tx: &mut WriteTx<'_>, member: MemberId) -> Result<AssignmentId> {
        match &self.need {
            Some(need) => calling::give(tx, need, member),
            None => Ok(assignments::place(tx, NewAssignment::at(&self.requirement, member, Seat::Full), None)?.0.id),
        }
    }

    /// Gives the place up, as the member themself does.
    pub(super) fn give_up(&self, tx: &mut WriteTx<'_>, member: MemberId, place: AssignmentId) -> Result<()> {
        if let Some(need) = &self.need
            && calling::withdraw(tx, need, member)?
        {
            return Ok(());
        }
        let mut row = assignments::rows::get(tx, place)?;
        row.set_state(AssignmentState::Withdrawn);
        assignments::rows::save(tx, &mut row)
    }

    /// What becomes of a place that is free now, put on this record.
    pub(super) fn freed(&self, tx: &mut WriteTx<'_>, house: &House, record: Event) -> Result<Event> {
        if let Some(need) = &self.need {
            return Ok(calling::freed(tx, house, need)?.on(record));
        }
        let placed = follow(tx, house, self.requirement.id)?;
        let record = record.first("placed", &Some(&placed).filter(|placed| !placed.is_empty()));
        Ok(placed.iter().fold(record, |record, member| record.touching(Subject::new("member", member))))
    }
}

/// Whether anything of this stands in the way.
pub(super) fn is_blocked(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.effect == Effect::Block && finding.rule != Rule::Full)
}
