//! Putting places into a plan, one after another, each where it costs least. Which comes first is decided anew each time: at random,
//! those that few may take, those that have gone without most often, or by time.

use crate::day::Day;
use crate::dice::Dice;
use crate::model::Seats;
use crate::people::{Held, Rules, place_of, seat_of};
use crate::problem::Place;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use vrp_core::construction::heuristics::{
    BestResultSelector, EvaluationContext, InsertionContext, InsertionEvaluator, InsertionHeuristic, InsertionPosition, InsertionResult,
    JobSelector, LegSelection, ResultSelector, RouteContext, RouteSelector, eval_job_insertion_in_route,
};
use vrp_core::models::ViolationCode;
use vrp_core::models::problem::Job;
use vrp_core::models::solution::Activity;

/// How often a member is passed over although they might be best: what is always best first gets stuck.
const BLINK: f64 = 0.01;

/// What is the same throughout a search, and its dice.
pub(crate) struct Stage {
    pub(crate) rules: Rules,
    pub(crate) seats: Seats,
    pub(crate) dice: Arc<Dice>,
}

/// Fills what waits, as far as it goes. `without` counts how often each place went without.
pub(crate) fn fill(mut plan: InsertionContext, stage: &Arc<Stage>, without: &[u64]) -> InsertionContext {
    // What failed before is not known to fail again: somebody may have less to do now.
    let failed: Vec<Job> = plan.solution.unassigned.drain().map(|(job, _)| job).collect();
    plan.solution.required.extend(failed);
    let now = Now::of(stage, &plan);
    let order = Order::new(stage, without, &now.held);
    let heuristic = InsertionHeuristic::new(Box::new(OneByOne { stage: stage.clone(), now: Mutex::new(now) }));
    heuristic.process(plan, &order, &Nobody, &LegSelection::Exhaustive, &BestResultSelector::default())
}

/// By place: its turn, if it is not each person's.
struct Order {
    stage: Arc<Stage>,
    turns: Vec<u64>,
    filled: Vec<u32>,
    /// Whether those who are needed come before all who are welcome.
    needed_first: bool,
    made: AtomicBool,
}

impl Order {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an order, rounded to milliunits, from the earliest on")]
    fn new(stage: &Arc<Stage>, without: &[u64], held: &Held) -> Self {
        let by = stage.dice.one_of(10);
        let places = &stage.rules.problem.places;
        let first = places.iter().map(|place| place.earliest).fold(f64::INFINITY, f64::min);
        let turn = |(at, place): (usize, &Place)| match by {
            0..3 => 0,
            3..6 => u64::MAX - without.get(at).copied().unwrap_or(0),
            6..8 => place.who.len() as u64,
            8 => ((place.earliest - first) * 1_000.0) as u64,
            _ => ((place.latest - place.earliest) * 1_000.0) as u64,
        };
        let turns = places.iter().enumerate().map(turn).collect();
        let needed_first = stage.dice.one_of(4) > 0;
        Self { stage: stage.clone(), turns, filled: held.filled.clone(), needed_first, made: AtomicBool::new(false) }
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
        let mut turns: Vec<(u64, u64, usize)> = Vec::with_capacity(waiting.len());
        let (mut place, mut has) = (usize::MAX, 0);
        for (at, job) in waiting.iter().enumerate() {
            if place_of(job) != place {
                place = place_of(job);
                has = self.filled.get(place).copied().unwrap_or(0);
            }
            let needed = self.stage.rules.problem.places.get(place).is_some_and(|asked| has < asked.needed);
            has += 1;
            let turn = self.turns.get(place).copied().unwrap_or(0);
            let later = u64::from(self.needed_first && !needed) << 62;
            turns.push((later | (turn >> 2), self.stage.dice.one_of(1 << 30) as u64, at));
        }
        turns.sort_unstable();
        *waiting = turns.into_iter().map(|(_, _, at)| waiting[at].clone()).collect();
    }

    fn select<'a>(&'a self, plan: &'a InsertionContext) -> Box<dyn Iterator<Item = &'a Job> + 'a> {
        Box::new(plan.solution.required.iter().take(1))
    }
}

/// Who is asked is decided where it is judged.
struct Nobody;

impl RouteSelector for Nobody {
    fn prepare(&self, _: &mut InsertionContext) {}

    fn select<'a>(&'a self, _: &'a InsertionContext, _: &[&'a Job]) -> Box<dyn Iterator<Item = &'a RouteContext> + 'a> {
        Box::new(std::iter::empty())
    }
}

/// Who has what, and when, while a plan is filled.
struct Now {
    held: Held,
    /// By seat.
    days: Vec<Day>,
}

impl Now {
    fn of(stage: &Stage, plan: &InsertionContext) -> Self {
        let Stage { rules, seats, .. } = stage;
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); seats.all.len()];
        for route in &plan.solution.routes {
            let jobs = route.route().tour.all_activities().filter_map(Activity::retrieve_job);
            places[seat_of(&route.route().actor).number] = jobs.map(|job| place_of(&job)).collect();
        }
        let day = |((_, free), places): (&(usize, crate::model::Free), Vec<usize>)| Day::of(*free, places.into_iter(), &rules.problem);
        Self { held: Held::of(rules, &plan.solution), days: seats.all.iter().zip(places).map(day).collect() }
    }

    /// In which seat a place costs least, and after how many others there. Of those who cost the same the dice choose.
    fn best(&self, stage: &Stage, place: usize, blinking: bool) -> Option<(usize, usize)> {
        let Stage { rules, seats, dice } = stage;
        let mut best: Option<(f64, usize, usize)> = None;
        let mut alike = 1;
        for seat in &seats.of[place] {
            if blinking && dice.share() < BLINK {
                continue;
            }
            let Some(burden) = self.held.burden_of(rules, place, seats.all[*seat].0) else { continue };
            let Some((at, way)) = self.days[*seat].best(place, &rules.problem) else { continue };
            let cost = way.mul_add(rules.problem.travel_cost, burden);
            match best {
                Some((least, ..)) if cost > least => continue,
                Some((least, ..)) if cost >= least => {
                    alike += 1;
                    if dice.one_of(alike) > 0 {
                        continue;
                    }
                }
                _ => alike = 1,
            }
            best = Some((cost, *seat, at));
        }
        best.map(|(_, seat, at)| (seat, at))
    }

    fn take(&mut self, stage: &Stage, place: usize, seat: usize, at: usize) {
        self.held.add(&stage.rules, place, stage.seats.all[seat].0);
        self.days[seat].insert(at, place, &stage.rules.problem);
    }
}

struct OneByOne {
    stage: Arc<Stage>,
    now: Mutex<Now>,
}

impl InsertionEvaluator for OneByOne {
    fn evaluate_all(
        &self,
        plan: &InsertionContext,
        jobs: &[&Job],
        _: &[&RouteContext],
        leg_selection: &LegSelection,
        result_selector: &dyn ResultSelector,
    ) -> InsertionResult {
        let Some(job) = jobs.first().copied() else { return InsertionResult::make_failure() };
        let nobody = || InsertionResult::make_failure_with_code(ViolationCode(3), false, Some(job.clone()));
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let place = place_of(job);
        // Nobody goes without because somebody was passed over.
        let found = now.best(&self.stage, place, true).or_else(|| now.best(&self.stage, place, false));
        let Some((seat, at)) = found else { return nobody() };
        let mut routes = plan.solution.routes.iter().chain(plan.solution.registry.next_route());
        let Some(route) = routes.find(|route| seat_of(&route.route().actor).number == seat) else { return nobody() };
        let asked = EvaluationContext { goal: &plan.problem.goal, job, leg_selection, result_selector };
        match eval_job_insertion_in_route(plan, &asked, route, InsertionPosition::Concrete(at), nobody()) {
            found @ InsertionResult::Success(_) => {
                now.take(&self.stage, place, seat, at);
                found
            }
            InsertionResult::Failure(_) => nobody(),
        }
    }
}
