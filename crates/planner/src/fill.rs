//! Putting places into a plan, one after another, each where it costs least. Which comes first is decided anew each time: at random,
//! those that few may take, those that have gone without most often, or by time.

use crate::dice::Dice;
use crate::people::{Rules, filled, place_of, seat_of};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vrp_core::construction::heuristics::{
    BestResultSelector, EvaluationContext, InsertionContext, InsertionEvaluator, InsertionHeuristic, InsertionPosition, InsertionResult,
    JobSelector, LegSelection, ResultSelector, RouteContext, RouteSelector, eval_job_insertion_in_route,
};
use vrp_core::models::ViolationCode;
use vrp_core::models::problem::Job;

/// How often a member is passed over although they might be best: what is always best first gets stuck.
const BLINK: f64 = 0.01;

/// Fills what waits, as far as it goes. `without` counts how often each place went without.
pub(crate) fn fill(mut plan: InsertionContext, rules: &Arc<Rules>, without: &[u64], dice: &Arc<Dice>) -> InsertionContext {
    // What failed before is not known to fail again: somebody may have less to do now.
    let failed: Vec<Job> = plan.solution.unassigned.drain().map(|(job, _)| job).collect();
    plan.solution.required.extend(failed);
    let order = Order::new(rules, without, dice);
    let members = Members { rules: rules.clone(), dice: dice.clone() };
    let heuristic = InsertionHeuristic::new(Box::new(OneByOne { dice: dice.clone() }));
    heuristic.process(plan, &order, &members, &LegSelection::Exhaustive, &BestResultSelector::default())
}

/// By place: its turn, if it is not each person's.
struct Order {
    rules: Arc<Rules>,
    dice: Arc<Dice>,
    turns: Vec<u64>,
    /// Whether those who are needed come before all who are welcome.
    needed_first: bool,
    made: AtomicBool,
}

impl Order {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an order, rounded to milliunits, from the earliest on")]
    fn new(rules: &Arc<Rules>, without: &[u64], dice: &Arc<Dice>) -> Self {
        let by = dice.one_of(10);
        let places = &rules.problem.places;
        let first = places.iter().map(|place| place.earliest).fold(f64::INFINITY, f64::min);
        let turn = |(at, place): (usize, &crate::problem::Place)| match by {
            0..3 => 0,
            3..6 => u64::MAX - without.get(at).copied().unwrap_or(0),
            6..8 => place.who.len() as u64,
            8 => ((place.earliest - first) * 1_000.0) as u64,
            _ => ((place.latest - place.earliest) * 1_000.0) as u64,
        };
        let turns = places.iter().enumerate().map(turn).collect();
        Self { rules: rules.clone(), dice: dice.clone(), turns, needed_first: dice.one_of(4) > 0, made: AtomicBool::new(false) }
    }
}

impl JobSelector for Order {
    fn prepare(&self, plan: &mut InsertionContext) {
        if self.made.swap(true, Ordering::Relaxed) {
            return;
        }
        // Those of one place are alike: which of them comes first does not matter, as long as it is decided by nothing else.
        let waiting = &mut plan.solution.required;
        waiting.sort_by_key(place_of);
        let filled = filled(&plan.solution);
        let waiting = &mut plan.solution.required;
        let mut turns: Vec<(u64, u64, usize)> = Vec::with_capacity(waiting.len());
        let (mut place, mut has) = (usize::MAX, 0);
        for (at, job) in waiting.iter().enumerate() {
            if place_of(job) != place {
                place = place_of(job);
                has = filled.get(place).copied().unwrap_or(0);
            }
            let needed = self.rules.problem.places.get(place).is_some_and(|asked| has < asked.needed);
            has += 1;
            let turn = self.turns.get(place).copied().unwrap_or(0);
            let later = u64::from(self.needed_first && !needed) << 62;
            turns.push((later | (turn >> 2), self.dice.one_of(1 << 30) as u64, at));
        }
        turns.sort_unstable();
        *waiting = turns.into_iter().map(|(_, _, at)| waiting[at].clone()).collect();
    }

    fn select<'a>(&'a self, plan: &'a InsertionContext) -> Box<dyn Iterator<Item = &'a Job> + 'a> {
        Box::new(plan.solution.required.iter().take(1))
    }
}

/// The days of those who may, those without anything among them, in an order that the dice alone decide.
struct Members {
    rules: Arc<Rules>,
    dice: Arc<Dice>,
}

impl RouteSelector for Members {
    fn prepare(&self, _: &mut InsertionContext) {}

    fn select<'a>(&'a self, plan: &'a InsertionContext, jobs: &[&'a Job]) -> Box<dyn Iterator<Item = &'a RouteContext> + 'a> {
        let places: Vec<usize> = jobs.iter().map(|job| place_of(job)).collect();
        let may = |route: &&RouteContext| {
            let member = seat_of(&route.route().actor).member;
            places.iter().any(|place| self.rules.cost(*place, member).is_some())
        };
        let mut routes: Vec<&RouteContext> = plan.solution.routes.iter().chain(plan.solution.registry.next_route()).filter(may).collect();
        routes.sort_by_key(|route| seat_of(&route.route().actor).number);
        // Of those who cost the same it is not always the first who is chosen.
        for at in (1..routes.len()).rev() {
            routes.swap(at, self.dice.one_of(at + 1));
        }
        Box::new(routes.into_iter())
    }
}

struct OneByOne {
    dice: Arc<Dice>,
}

impl InsertionEvaluator for OneByOne {
    fn evaluate_all(
        &self,
        plan: &InsertionContext,
        jobs: &[&Job],
        routes: &[&RouteContext],
        leg_selection: &LegSelection,
        result_selector: &dyn ResultSelector,
    ) -> InsertionResult {
        let Some(job) = jobs.first().copied() else { return InsertionResult::make_failure() };
        let goal = &plan.problem.goal;
        let asked = EvaluationContext { goal, job, leg_selection, result_selector };
        let nobody = || InsertionResult::make_failure_with_code(ViolationCode(3), false, Some(job.clone()));
        let judge = |blinking: bool| {
            routes.iter().fold(nobody(), |best, route| {
                if blinking && self.dice.share() < BLINK {
                    return best;
                }
                eval_job_insertion_in_route(plan, &asked, route, InsertionPosition::Any, best)
            })
        };
        match judge(true) {
            found @ InsertionResult::Success(_) => found,
            // Nobody goes without because somebody was passed over; and what failed is the job, whatever route said so.
            InsertionResult::Failure(_) => match judge(false) {
                found @ InsertionResult::Success(_) => found,
                InsertionResult::Failure(_) => nobody(),
            },
        }
    }
}
