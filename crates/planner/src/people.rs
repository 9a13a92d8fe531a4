//! What `vrp-core` does not know of people: who may take what, what each has, how many a place wants.

use crate::bound::{Pairs, pairs};
use crate::problem::Problem;
use vrp_core::construction::heuristics::SolutionContext;
use vrp_core::models::problem::{Actor, Job};

/// On a job: the place it is one person's part of.
pub(crate) struct PlaceOf;
/// On a vehicle: the member whose free time it is, and which stretch of it among all.
pub(crate) struct SeatOf;

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
    /// By bound: what does not go with what.
    pairs: Vec<Pairs>,
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
        let (typical, pairs) = (problem.typical_load(), pairs(&problem));
        Self { problem, costs, pairs, typical }
    }

    /// What choosing a member for a place costs; nothing where they may not.
    pub(crate) fn cost(&self, place: usize, member: usize) -> Option<f64> {
        let found = self.costs.get(place * self.problem.members.len() + member).copied()?;
        (!found.is_nan()).then_some(found)
    }

    /// What it costs that one more place is too much beside `theirs`; infinite where it may not be.
    pub(crate) fn strain(&self, place: usize, member: usize, theirs: &[usize]) -> f64 {
        let mut sum = 0.0;
        for (bound, pairs) in self.problem.bounds.iter().zip(&self.pairs) {
            for _ in 0..bound.times(pairs, place, member, theirs) {
                sum += bound.price;
            }
        }
        sum
    }

    fn load(&self, place: usize) -> f64 {
        self.problem.places.get(place).map_or(0.0, |place| place.load)
    }
}

/// How much one person needed weighs, in people who are welcome.
const NEEDED: f64 = 64.0;

/// Who has what in a plan, as far as it has come.
#[derive(Debug)]
pub(crate) struct Held {
    /// By member: what it comes to, with what they had before.
    load: Vec<f64>,
    /// By place: how many have it.
    pub(crate) filled: Vec<u32>,
    /// By member: what they are given.
    theirs: Vec<Vec<usize>>,
    /// What whom was chosen costs, and that one has more than another, and what is too much.
    pub(crate) burden: f64,
}

impl Held {
    pub(crate) fn of(rules: &Rules, solution: &SolutionContext) -> Self {
        let mut held = Self {
            load: rules.problem.members.iter().map(|member| member.load).collect(),
            filled: vec![0; rules.problem.places.len()],
            theirs: vec![Vec::new(); rules.problem.members.len()],
            burden: 0.0,
        };
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

    pub(crate) fn add(&mut self, rules: &Rules, place: usize, member: usize) {
        self.burden += self.burden_of(rules, place, member).unwrap_or(0.0);
        self.load[member] += rules.load(place);
        self.filled[place] += 1;
        self.theirs[member].push(place);
    }

    /// What one more place costs a member, beside travel; nothing where they may not take it, have it already, or have enough.
    pub(crate) fn burden_of(&self, rules: &Rules, place: usize, member: usize) -> Option<f64> {
        let cost = rules.cost(place, member)?;
        let (has, more, theirs) = (self.load[member], rules.load(place), &self.theirs[member]);
        if has + more > rules.problem.members[member].most || theirs.contains(&place) {
            return None;
        }
        let strain = rules.strain(place, member, theirs);
        strain.is_finite().then(|| cost + strain + rules.problem.unfairness(rules.typical, has, more))
    }

    /// How much is missing: what a place needs first weighs more than the rest of its room, whatever it costs.
    pub(crate) fn missing(&self, rules: &Rules) -> f64 {
        let of = |(place, filled): (&crate::problem::Place, &u32)| {
            let needed = place.needed.min(place.room);
            let missing = f64::from(needed.saturating_sub(*filled));
            missing.mul_add(NEEDED, f64::from(place.room.saturating_sub((*filled).max(needed))))
        };
        rules.problem.places.iter().zip(&self.filled).map(of).sum()
    }
}
