//! The search: take some out, put it back, keep what is better and, while it is early, some of what is a little worse.

use crate::check;
use crate::day::Day;
use crate::dice::Dice;
use crate::fill::{Stage, fill};
use crate::model::{Seats, model};
use crate::people::{Held, Rules, place_of, seat_of};
use crate::plan::{Given, Plan};
use crate::problem::{Invalid, Problem};
use crate::ruin::{Near, ruin};
use std::sync::Arc;
use vrp_core::construction::heuristics::{InsertionContext, RouteContext};
use vrp_core::models::solution::Activity;
use vrp_core::prelude::Environment;
use vrp_core::rosomaxa::prelude::HeuristicSolution as _;
use vrp_core::rosomaxa::utils::Parallelism;

/// How long to search.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// Most rounds.
    pub rounds: u64,
    /// Most rounds after which nothing better was found.
    pub idle: u64,
    /// How much of some other budget is spent, such as time: 1 for all of it. Asked once a round. What a plan is depends on it, so
    /// that a plan that must be the same twice is made with rounds alone.
    pub spent: &'a dyn Fn() -> f64,
}

impl Budget<'static> {
    /// So many rounds, however long they take.
    pub fn rounds(rounds: u64) -> Self {
        Self { rounds, idle: u64::MAX, spent: &|| 0.0 }
    }
}

/// At the beginning what is worse by so much of what a place costs on average is kept about every third time, at the end by so much.
const WARM: f64 = 0.6;
const COLD: f64 = 0.006;

/// Searches for the plan that fills most and costs least.
pub fn plan(problem: Problem, seed: u64, budget: Budget<'_>) -> Result<Plan, Invalid> {
    problem.check()?;
    let rules = Rules::new(problem);
    let dice = Arc::new(Dice::new(seed));
    let seats = Seats::new(&rules);
    let model = model(&rules, &seats).map_err(|error| Invalid(error.to_string()))?;
    let stage = Arc::new(Stage { rules, seats, dice: dice.clone() });
    let (given, rounds) = match model {
        None => (Vec::new(), 0),
        Some(model) => {
            let environment = Environment::new(dice.clone(), None, Parallelism::new_with_cpus(1), Arc::new(|_| {}), false);
            let empty = InsertionContext::new(Arc::new(model), Arc::new(environment));
            search(empty, &stage, budget)
        }
    };
    Ok(check::checked(&stage.rules, given, rounds))
}

#[expect(clippy::cast_precision_loss, reason = "a share of the rounds")]
fn search(empty: InsertionContext, stage: &Arc<Stage>, budget: Budget<'_>) -> (Vec<Given>, u64) {
    let Stage { rules, dice, .. } = &**stage;
    let near = Near::new(rules);
    let mut without = vec![0_u64; rules.problem.places.len()];
    let mut current = fill(empty, stage, &without);
    let mut now = Score::of(&current, rules);
    let mut best = (now, current.deep_copy());
    let (mut rounds, mut idle) = (0, 0);
    let people: f64 = rules.problem.places.iter().map(|place| f64::from(place.room)).sum::<f64>().max(1.0);
    while rounds < budget.rounds && idle < budget.idle {
        let done = (rounds as f64 / budget.rounds as f64).max((budget.spent)());
        // What costs nothing and leaves nothing open cannot be better.
        if done >= 1.0 || (best.0.missing <= 0.0 && best.0.cost <= 0.0) {
            break;
        }
        rounds += 1;
        idle += 1;
        let mut next = current.deep_copy();
        ruin(&mut next, &near, dice);
        let next = fill(next, stage, &without);
        let then = Score::of(&next, rules);
        let warmth = WARM * (COLD / WARM).powf(done) * best.0.cost.abs() / people;
        let bearable = now.cost - warmth * (1.0 - dice.share()).ln();
        let fuller = then.missing < now.missing || (then.missing <= now.missing && then.cost < bearable);
        // Those who are easy to find somebody for may wait for those who are not.
        let fairer = then.missing > 0.0 && now.missing > 0.0 && waited(&next, &without) < waited(&current, &without);
        for job in next.solution.unassigned.keys() {
            if let Some(count) = without.get_mut(place_of(job)) {
                *count += 1;
            }
        }
        if then.before(&best.0) {
            best = (then, next.deep_copy());
            idle = 0;
        }
        if fuller || fairer {
            (current, now) = (next, then);
        }
    }
    (read(&best.1, stage), rounds)
}

/// How often those have gone without who do so again.
fn waited(plan: &InsertionContext, without: &[u64]) -> u64 {
    plan.solution.unassigned.keys().filter_map(|job| without.get(place_of(job))).sum()
}

/// How good a plan is: first how much is missing, then what it costs.
#[derive(Debug, Clone, Copy)]
struct Score {
    missing: f64,
    cost: f64,
}

impl Score {
    fn of(plan: &InsertionContext, rules: &Rules) -> Self {
        let held = Held::of(rules, &plan.solution);
        Self { missing: held.missing(rules), cost: plan.fitness().sum::<f64>() + held.burden }
    }

    fn before(&self, other: &Self) -> bool {
        self.missing < other.missing || (self.missing <= other.missing && self.cost < other.cost - 1e-9)
    }
}

/// Who has what, and when: as soon as may be.
fn read(plan: &InsertionContext, stage: &Stage) -> Vec<Given> {
    let Stage { rules, seats, .. } = stage;
    let of = |route: &RouteContext| {
        let seat = seat_of(&route.route().actor);
        let places = route.route().tour.all_activities().filter_map(Activity::retrieve_job).map(|job| place_of(&job));
        let day = Day::of(seats.all[seat.number].1, places, &rules.problem);
        let given = |(place, start): (usize, f64)| Given { place, member: seat.member, start, distance: 0.0, travel: 0.0 };
        day.starts(&rules.problem).map(given).collect::<Vec<_>>()
    };
    plan.solution.routes.iter().flat_map(of).collect()
}
