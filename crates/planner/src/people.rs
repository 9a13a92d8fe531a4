//! What `vrp-core` does not know of people: who may take what, what each has had, how many a place wants.

use crate::problem::Problem;
use std::sync::Arc;
use vrp_core::construction::heuristics::{InsertionContext, MoveContext, RouteContext, SolutionContext};
use vrp_core::models::common::Cost;
use vrp_core::models::problem::{Actor, Job};
use vrp_core::models::{ConstraintViolation, FeatureConstraint, FeatureObjective, FeatureState, ViolationCode};

/// On a job: the place it is one person's part of.
pub(crate) struct PlaceOf;
/// On a vehicle: the member whose free time it is, and which stretch of it among all.
pub(crate) struct SeatOf;
struct HeldKey;

/// Some of a member's free time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    pub(crate) number: usize,
    pub(crate) member: usize,
}

pub(crate) fn place_of(job: &Job) -> usize {
    job.dimens().get_value::<PlaceOf, usize>().copied().unwrap_or(usize::MAX)
}

pub(crate) fn seat_of(actor: &Actor) -> Seat {
    actor.vehicle.dimens.get_value::<SeatOf, Seat>().copied().unwrap_or(Seat { number: usize::MAX, member: usize::MAX })
}

/// What is the same throughout a search.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) problem: Problem,
    /// By place and member: what choosing them costs; not a number where they may not.
    costs: Vec<f64>,
    typical: f64,
}

impl Rules {
    pub(crate) fn new(problem: Problem) -> Self {
        let members = problem.members.len();
        let mut costs = vec![f64::NAN; problem.places.len() * members];
        for (place, asked) in problem.places.iter().enumerate() {
            for may in &asked.who {
                if let Some(cost) = costs.get_mut(place * members + may.member) {
                    *cost = may.cost;
                }
            }
        }
        let typical = problem.typical_load();
        Self { problem, costs, typical }
    }

    /// What choosing a member for a place costs; nothing where they may not.
    pub(crate) fn cost(&self, place: usize, member: usize) -> Option<f64> {
        let found = self.costs.get(place * self.problem.members.len() + member).copied()?;
        (!found.is_nan()).then_some(found)
    }

    fn load(&self, place: usize) -> f64 {
        self.problem.places.get(place).map_or(0.0, |place| place.load)
    }

    /// What one more place of these costs a member who has so much, beside travel.
    fn burden(&self, place: usize, member: usize, has: f64) -> f64 {
        self.cost(place, member).unwrap_or(0.0) + self.problem.unfairness(self.typical, has, self.load(place))
    }
}

/// Who has what in a plan, as far as it has come.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    /// By member: what it comes to, with what they had before.
    load: Vec<f64>,
    /// By place: how many have it.
    filled: Vec<u32>,
    /// By place and member, a bit each: who has it.
    has: Vec<u64>,
    burden: f64,
}

impl Held {
    fn empty(rules: &Rules) -> Self {
        let (places, members) = (rules.problem.places.len(), rules.problem.members.len());
        Self {
            load: rules.problem.members.iter().map(|member| member.load).collect(),
            filled: vec![0; places],
            has: vec![0; (places * members).div_ceil(64)],
            burden: 0.0,
        }
    }

    fn add(&mut self, rules: &Rules, place: usize, member: usize) {
        let bit = place * rules.problem.members.len() + member;
        if let (Some(load), Some(filled), Some(has)) = (self.load.get_mut(member), self.filled.get_mut(place), self.has.get_mut(bit / 64)) {
            self.burden += rules.burden(place, member, *load);
            *load += rules.load(place);
            *filled += 1;
            *has |= 1 << (bit % 64);
        }
    }

    fn has(&self, rules: &Rules, place: usize, member: usize) -> bool {
        let bit = place * rules.problem.members.len() + member;
        self.has.get(bit / 64).is_some_and(|has| has & (1 << (bit % 64)) != 0)
    }

    fn of(rules: &Rules, solution: &SolutionContext) -> Self {
        let mut held = Self::empty(rules);
        let mut all: Vec<(usize, usize)> = Vec::new();
        for route in &solution.routes {
            let member = seat_of(&route.route().actor).member;
            all.extend(route.route().tour.jobs().map(|job| (place_of(job), member)));
        }
        // One order of adding up, so that the sum is the same to the last bit.
        all.sort_unstable();
        for (place, member) in all {
            held.add(rules, place, member);
        }
        held
    }

    fn read(solution: &SolutionContext) -> Option<&Self> {
        solution.state.get_value::<HeldKey, Self>()
    }
}

/// How many have each place.
pub(crate) fn filled(solution: &SolutionContext) -> Vec<u32> {
    Held::read(solution).map(|held| held.filled.clone()).unwrap_or_default()
}

/// Keeps what everybody has up to date while a plan grows.
pub(crate) struct Keeping(pub(crate) Arc<Rules>);

impl FeatureState for Keeping {
    fn accept_insertion(&self, solution: &mut SolutionContext, route: usize, job: &Job) {
        let member = solution.routes.get(route).map(|route| seat_of(&route.route().actor).member);
        let mut held = Held::read(solution).cloned().unwrap_or_else(|| Held::empty(&self.0));
        if let Some(member) = member {
            held.add(&self.0, place_of(job), member);
        }
        solution.state.set_value::<HeldKey, Held>(held);
    }

    fn accept_route_state(&self, _: &mut RouteContext) {}

    fn accept_solution_state(&self, solution: &mut SolutionContext) {
        let held = Held::of(&self.0, solution);
        solution.state.set_value::<HeldKey, Held>(held);
    }
}

/// Who may not, has it already, or has enough.
pub(crate) struct Entitled(pub(crate) Arc<Rules>);

impl FeatureConstraint for Entitled {
    fn evaluate(&self, asked: &MoveContext<'_>) -> Option<ConstraintViolation> {
        let MoveContext::Route { solution_ctx, route_ctx, job } = asked else { return None };
        let (place, member) = (place_of(job), seat_of(&route_ctx.route().actor).member);
        let no = || ConstraintViolation::fail(ViolationCode(2));
        if self.0.cost(place, member).is_none() {
            return no();
        }
        let Some(held) = Held::read(solution_ctx) else { return no() };
        let most = self.0.problem.members.get(member).map_or(0.0, |member| member.most);
        let would = held.load.get(member).copied().unwrap_or(0.0) + self.0.load(place);
        if would > most || held.has(&self.0, place, member) { no() } else { None }
    }
}

/// How much is missing: what a place needs first weighs more than the rest of its room, whatever it costs.
pub(crate) struct Missing(pub(crate) Arc<Rules>);

/// One person needed weighs as much as so many who are welcome.
const NEEDED: f64 = 64.0;

impl FeatureObjective for Missing {
    fn fitness(&self, solution: &InsertionContext) -> Cost {
        let Some(held) = Held::read(&solution.solution) else { return 0.0 };
        let places = self.0.problem.places.iter().zip(&held.filled);
        places
            .map(|(place, filled)| {
                let needed = place.needed.min(place.room);
                let missing = f64::from(needed.saturating_sub(*filled));
                let welcome = f64::from(place.room.saturating_sub((*filled).max(needed)));
                missing.mul_add(NEEDED, welcome)
            })
            .sum()
    }

    fn estimate(&self, asked: &MoveContext<'_>) -> Cost {
        let MoveContext::Route { solution_ctx, job, .. } = asked else { return 0.0 };
        let place = place_of(job);
        let filled = Held::read(solution_ctx).and_then(|held| held.filled.get(place).copied()).unwrap_or(0);
        if self.0.problem.places.get(place).is_some_and(|place| filled < place.needed) { -NEEDED } else { -1.0 }
    }
}

/// What whom was chosen costs, and that one has more than another.
pub(crate) struct Burden(pub(crate) Arc<Rules>);

impl FeatureObjective for Burden {
    fn fitness(&self, solution: &InsertionContext) -> Cost {
        Held::read(&solution.solution).map_or(0.0, |held| held.burden)
    }

    fn estimate(&self, asked: &MoveContext<'_>) -> Cost {
        let MoveContext::Route { solution_ctx, route_ctx, job } = asked else { return 0.0 };
        let member = seat_of(&route_ctx.route().actor).member;
        let has = Held::read(solution_ctx).and_then(|held| held.load.get(member).copied()).unwrap_or(0.0);
        self.0.burden(place_of(job), member, has)
    }
}
