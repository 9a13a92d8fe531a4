//! What is known when members are judged: loaded for many members and places at once, in a fixed number of queries.

use super::Place;
use super::asked::Asked;
use super::rules::{self, Known};
use super::wire::Verdict;
use crate::assignments::{AssignmentId, Seat};
use crate::certificates::CertificateId;
use crate::leave::LeaveId;
use crate::requirements::{CompetencyId, RequirementId};
use crate::spans::{merged, millis_within};
use crate::working_rules::WorkingRules;
use jiff::civil::Date;
use kernel::{MemberId, Result, Span, Timestamp};
use std::collections::{BTreeMap, HashMap};
use store::Tx;

/// Stands for an assignment that is not there yet.
const NOT_YET: &str = "asg_00000000000000000000000000";

/// What is known of one member.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MemberFacts {
    pub(super) member: MemberId,
    pub(super) name: String,
    pub(super) sort_name: String,
    pub(super) status: String,
    /// The leave of absence, whose end may not be known.
    pub(super) absence: Option<(Timestamp, Option<Timestamp>)>,
    pub(super) leaves_at: Option<Timestamp>,
    /// When the first posting begins, if there is one.
    pub(super) serves_from: Option<Timestamp>,
    /// Leave that touches the time looked at, by start.
    pub(super) leave: Vec<Away>,
    /// Live assignments that touch the time looked at, by start.
    pub(super) busy: Vec<Busy>,
    /// Certificates that were not revoked.
    pub(super) held: Vec<Held>,
    /// When the member is available within the time looked at; nothing where always.
    pub(super) available: Option<Vec<Span>>,
}

/// Leave that was asked for or approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Away {
    pub(super) id: LeaveId,
    pub(super) span: Span,
    pub(super) approved: bool,
}

/// A live assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Busy {
    pub(super) id: AssignmentId,
    pub(super) requirement: Option<RequirementId>,
    pub(super) span: Span,
    pub(super) title: String,
    pub(super) exclusive: bool,
}

/// A certificate that was not revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) id: CertificateId,
    pub(super) competency: CompetencyId,
    /// 0 where the competency has no levels.
    pub(super) level: i64,
    pub(super) from: Date,
    /// The last day; nothing for ever.
    pub(super) until: Option<Date>,
    /// Nobody has vouched for it yet.
    pub(super) pending: bool,
}

/// A competency as sentences name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) levels: Vec<String>,
}

/// The places of a requirement, and who has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) full: i64,
    pub(super) supervised: i64,
    /// Live assignments: which, whose, on which kind of place, and whether agreed.
    pub(super) taken: Vec<(AssignmentId, MemberId, Seat, bool)>,
}

/// Everything that judging some members for some places needs.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) rules: WorkingRules,
    pub(super) members: HashMap<MemberId, MemberFacts>,
    /// Those who have a whole place of one of the requirements: whether one of them can look after a trainee.
    pub(super) beside: HashMap<MemberId, Vec<Held>>,
    pub(super) competencies: BTreeMap<CompetencyId, Named>,
    pub(super) places: BTreeMap<RequirementId, Places>,
}

/// Whether each of these members may take this place, in the order asked. Whoever does not exist is left out.
pub fn judge(tx: &mut Tx<'_>, place: &Place, members: &[MemberId]) -> Result<Vec<Verdict>> {
    let facts = Facts::load(tx, std::slice::from_ref(place), members)?;
    Ok(facts.judge(place, members))
}

impl Facts {
    /// Whether each of these members may take this place, one of those that the facts were loaded for.
    pub fn judge(&self, place: &Place, members: &[MemberId]) -> Vec<Verdict> {
        let Some(asked) = Asked::of(place, &self.rules) else { return Vec::new() };
        let known = self.known(place, &asked);
        members.iter().filter_map(|id| self.members.get(id)).map(|facts| rules::judge(&asked, facts, &known)).collect()
    }

    /// Whether a member may take this place if they had these others too, which take their time whole.
    pub(crate) fn judge_beside(&self, place: &Place, member: MemberId, others: &[(RequirementId, Span)]) -> Option<Verdict> {
        let asked = Asked::of(place, &self.rules)?;
        let known = self.known(place, &asked);
        let facts = self.members.get(&member)?;
        if others.is_empty() {
            return Some(rules::judge(&asked, facts, &known));
        }
        let (mut facts, none) = (facts.clone(), AssignmentId::parse(NOT_YET).ok()?);
        let title = || "another place that is proposed".to_owned();
        let busy =
            |(id, span): &(RequirementId, Span)| Busy { id: none, requirement: Some(*id), span: *span, title: title(), exclusive: true };
        facts.busy.extend(others.iter().map(busy));
        facts.busy.sort_by_key(|busy| busy.span.start());
        let mut verdict = rules::judge(&asked, &facts, &known);
        for finding in verdict.findings.iter_mut().filter(|finding| finding.about.as_deref() == Some(NOT_YET)) {
            finding.about = None;
        }
        Some(verdict)
    }

    /// What a member has already: which, when, and whether it takes their time whole.
    pub(crate) fn taken(&self, member: MemberId) -> impl Iterator<Item = (AssignmentId, Span, bool)> {
        let busy = self.members.get(&member).map(|facts| facts.busy.as_slice()).unwrap_or_default();
        busy.iter().map(|busy| (busy.id, busy.span, busy.exclusive))
    }

    /// What several of these places come to for one of these members, who have been given some of them: what a search must not, or
    /// should rather not, put together.
    pub(crate) fn bounds(&self, places: &[&Place], members: &[MemberId], given: &[Vec<usize>], warning: f64) -> Vec<planner::Bound> {
        let worked = |(id, given): (&MemberId, &Vec<usize>)| {
            let had = self.taken(*id).filter(|(_, _, whole)| *whole).map(|(_, span, _)| span);
            let more = given.iter().filter_map(|at| Span::new(places.get(*at)?.start, places.get(*at)?.end).ok());
            merged(had.chain(more).collect())
        };
        let worked: Vec<Vec<Span>> = members.iter().zip(given).map(worked).collect();
        rules::bounds(places, &worked, &self.rules, warning)
    }

    /// What takes a member's time whole within a period, in milliseconds.
    pub(crate) fn taken_millis(&self, member: MemberId, period: Span) -> i64 {
        let worked = merged(self.taken(member).filter(|(_, _, whole)| *whole).map(|(_, span, _)| span).collect());
        millis_within(&worked, period.start(), period.end())
    }

    /// What takes a member's time whole in the week in which the place begins, in minutes.
    pub(super) fn planned_minutes(&self, place: &Place, id: MemberId) -> i64 {
        let week = || {
            let days = Asked::of(place, &self.rules)?.days;
            let monday = days.monday_of(*days.touched().start())?;
            Some((days.bounds(monday)?.0, days.bounds(monday + 6)?.1))
        };
        let Some((facts, (from, until))) = self.members.get(&id).zip(week()) else { return 0 };
        let worked = merged(facts.busy.iter().filter(|busy| busy.exclusive).map(|busy| busy.span).collect());
        millis_within(&worked, from, until) / 60_000
    }

    /// A member's name, and what sorts it.
    pub(crate) fn name(&self, id: MemberId) -> (&str, &str) {
        self.members.get(&id).map_or(("", ""), |facts| (facts.name.as_str(), facts.sort_name.as_str()))
    }

    fn known<'a>(&'a self, place: &Place, asked: &Asked<'_>) -> Known<'a> {
        let mut known = Known { rules: &self.rules, competencies: &self.competencies, left: None, looked_after: true };
        let Some(places) = place.requirement.and_then(|id| self.places.get(&id)) else { return known };
        // What is moved or handed on does not stand in its own way.
        let others = || places.taken.iter().filter(|(id, ..)| Some(*id) != place.besides);
        let of_kind = others().filter(|(_, _, seat, _)| *seat == place.seat).count();
        let most = if place.seat == Seat::Full { places.full } else { places.supervised };
        known.left = Some(most - i64::try_from(of_kind).unwrap_or(i64::MAX));
        if place.seat == Seat::Supervised {
            let can = |member: &MemberId| self.beside.get(member).is_some_and(|held| rules::is_able(asked, held, &self.competencies));
            known.looked_after = others().any(|(_, member, seat, agreed)| *seat == Seat::Full && *agreed && can(member));
        }
        known
    }
}
