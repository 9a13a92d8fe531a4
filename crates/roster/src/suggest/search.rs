//! From what is known to a proposal. Pure: the budget of time is handed in.
//!
//! The planner knows times, ways and costs, and what the rules on working time come to in pairs, sums and runs; the last word has the one
//! engine of eligibility. So each plan is judged member by member, in the order of time, as it will be when it is accepted; what the
//! engine refuses is taken out, what stands is kept, and the rest is planned again.

use super::known::Known;
use super::problem::{self, Kept, Sites};
use super::wire::Weights;
use crate::eligibility::{Effect, Outcome, Rule, Verdict};
use crate::requirements::RequirementId;
use kernel::Span;
use planner::{Budget, Given, Why};
use std::collections::{BTreeMap, BTreeSet};

/// Most rounds of one search: what is small is done long before its time is up, and comes out the same each time.
const ROUNDS: u64 = 4_000;
/// Rounds without anything better, for each place to be filled, after which the search ends.
const IDLE: u64 = 40;
/// How often the rest is planned again.
const AGAIN: usize = 8;
/// The same question has the same answer.
const SEED: u64 = 1;

/// Who may take an opening, and which rules stop the others.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Index of a member, and what it costs to choose them.
    pub(super) may: Vec<(usize, f64)>,
    pub(super) stopped: BTreeMap<Rule, i64>,
}

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    /// By member: their places, by time.
    pub(super) kept: Kept,
    /// By opening: who may, and why nobody more was found.
    pub(super) judged: Vec<Judged>,
    pub(super) short: BTreeMap<usize, Why>,
}

/// Searches; `spent` tells how much of the time is gone.
pub(super) fn search(known: &Known, weights: Weights, sites: &Sites, spent: &dyn Fn() -> f64) -> Found {
    let mut judged = judge(known, weights);
    let mut kept: Kept = vec![Vec::new(); known.members.len()];
    let mut short = BTreeMap::new();
    let idle = known.openings.iter().map(|opening| u64::from(opening.room)).sum::<u64>().saturating_mul(IDLE).saturating_add(IDLE);
    for turn in 1..=AGAIN {
        let asked = problem::problem(known, &judged, &kept, weights, sites);
        // The first plan has most of the time, and each after it half of what is left.
        let share = 1.0 - 0.5_f64.powi(i32::try_from(turn).unwrap_or(1) + 1);
        let part = || spent() / share;
        let Ok(plan) = planner::plan(asked, SEED, Budget { rounds: ROUNDS, idle, spent: &part }) else { break };
        short = plan.short.iter().map(|short| (short.place, short.why)).collect();
        let refused = take(known, plan.given, &mut kept);
        if refused.is_empty() || spent() >= 1.0 {
            break;
        }
        for (place, member) in refused {
            judged[place].may.retain(|(other, _)| *other != member);
        }
        forbid(known, &mut judged, &kept);
    }
    Found { kept, judged, short }
}

/// Everybody for everything.
fn judge(known: &Known, weights: Weights) -> Vec<Judged> {
    let of = |opening: &super::known::Opening| {
        let mut judged = Judged::default();
        for (at, verdict) in known.facts.judge(&opening.place, &known.members).into_iter().enumerate() {
            if verdict.outcome == Outcome::Refused {
                let rules: BTreeSet<Rule> = verdict.findings.iter().filter(|one| one.effect == Effect::Block).map(|one| one.rule).collect();
                for rule in rules {
                    *judged.stopped.entry(rule).or_default() += 1;
                }
            } else if verdict.member_id == known.members[at] {
                judged.may.push((at, problem::cost(known, opening, verdict.member_id, verdict.findings.len(), weights)));
            }
        }
        judged
    };
    known.openings.iter().map(of).collect()
}

/// Keeps what holds of a plan, and gives what does not.
fn take(known: &Known, mut given: Vec<Given>, kept: &mut Kept) -> Vec<(usize, usize)> {
    // Openings stand by time, which is the order in which they will be placed.
    given.sort_by_key(|one| (one.place, one.member));
    let mut refused = Vec::new();
    for one in given {
        let holds = beside(known, one.member, one.place, &kept[one.member]).is_some();
        // What was kept before and begins later will be judged with this one beside it.
        let others_hold = || {
            kept[one.member].iter().all(|other| {
                let besides: Vec<usize> = kept[one.member].iter().copied().filter(|at| at != other).chain([one.place]).collect();
                beside(known, one.member, *other, &besides).is_some()
            })
        };
        if holds && others_hold() {
            kept[one.member].push(one.place);
            kept[one.member].sort_unstable();
        } else {
            refused.push((one.place, one.member));
        }
    }
    refused
}

/// Whoever has something by now may not be able to take what they could before.
fn forbid(known: &Known, judged: &mut [Judged], kept: &Kept) {
    for (place, judged) in judged.iter_mut().enumerate() {
        judged.may.retain(|(member, _)| {
            let theirs = &kept[*member];
            theirs.is_empty() || (!theirs.contains(&place) && beside(known, *member, place, theirs).is_some())
        });
    }
}

/// The verdict on a member for an opening beside others, unless it is a refusal.
pub(super) fn beside(known: &Known, member: usize, place: usize, others: &[usize]) -> Option<Verdict> {
    let with: Vec<(RequirementId, Span)> =
        others.iter().filter_map(|at| Some((known.openings[*at].view.id, problem::span(&known.openings[*at])?))).collect();
    let verdict = known.facts.judge_beside(&known.openings[place].place, *known.members.get(member)?, &with)?;
    (verdict.outcome != Outcome::Refused).then_some(verdict)
}
