//! Taking some of a plan out again, so that it can be put back better: strings of neighbouring places out of several members' days, as
//! in "Slack Induction by String Removals" (Christiaens and Vanden Berghe 2020), what lies near in time and space, anything, or all
//! that some members have.

use crate::dice::Dice;
use crate::people::{Rules, place_of};
use vrp_core::construction::heuristics::InsertionContext;
use vrp_core::models::problem::Job;
use vrp_core::models::solution::Activity;

/// Most taken from one member's day by one string, and how many are taken on average.
const STRING: usize = 10;
const AVERAGE: f64 = 10.0;
/// Most taken at once where neither strings nor days say how much.
const MOST: usize = 24;

/// Which places lie near which, nearest first, itself among them.
#[derive(Debug)]
pub(crate) struct Near(Vec<Vec<usize>>);

impl Near {
    pub(crate) fn new(rules: &Rules) -> Self {
        let places = &rules.problem.places;
        let travel = &rules.problem.travel;
        let near = |from: usize| {
            let one = &places[from];
            let away = |at: usize| {
                let other = &places[at];
                let between = (other.earliest - (one.latest + one.duration)).max(one.earliest - (other.latest + other.duration)).max(0.0);
                travel.time(one.spot, other.spot) + between
            };
            let mut all: Vec<(f64, usize)> = (0..places.len()).map(|at| (away(at), at)).collect();
            all.sort_by(|(one, at), (other, other_at)| one.total_cmp(other).then(at.cmp(other_at)));
            all.into_iter().map(|(_, at)| at).collect()
        };
        Self((0..places.len()).map(near).collect())
    }
}

/// Takes some out. What is taken out waits to be put back.
pub(crate) fn ruin(plan: &mut InsertionContext, near: &Near, dice: &Dice) {
    let all = jobs(plan);
    if all.is_empty() {
        return;
    }
    let seed = all[dice.one_of(all.len())].0;
    let gone: Vec<Job> = match dice.one_of(20) {
        0..12 => strings(plan, seed, near, dice),
        12..15 => some(all, dice),
        15..18 => around(all, seed, near, dice),
        _ => days(plan, dice),
    };
    for job in gone {
        for route in &mut plan.solution.routes {
            if route.route().tour.contains(&job) {
                route.route_mut().tour.remove(&job);
                break;
            }
        }
        plan.solution.required.push(job);
    }
    plan.restore();
}

/// Everything that is given: place, route and job.
fn jobs(plan: &InsertionContext) -> Vec<(usize, usize, Job)> {
    let of = |(at, route): (usize, &vrp_core::construction::heuristics::RouteContext)| {
        let jobs: Vec<_> =
            route.route().tour.all_activities().filter_map(Activity::retrieve_job).map(|job| (place_of(&job), at, job)).collect();
        jobs
    };
    plan.solution.routes.iter().enumerate().flat_map(of).collect()
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts, never negative")]
fn strings(plan: &InsertionContext, seed: usize, near: &Near, dice: &Dice) -> Vec<Job> {
    let days: Vec<Vec<Job>> =
        plan.solution.routes.iter().map(|route| route.route().tour.all_activities().filter_map(Activity::retrieve_job).collect()).collect();
    let all: usize = days.iter().map(Vec::len).sum();
    let mut found: Vec<Vec<(usize, usize)>> = vec![Vec::new(); near.0.len()];
    for (at, day) in days.iter().enumerate() {
        for (nth, job) in day.iter().enumerate() {
            found[place_of(job)].push((at, nth));
        }
    }
    let longest = ((all as f64 / days.len().max(1) as f64).round() as usize).clamp(1, STRING);
    let most = (4.0 * AVERAGE / (1.0 + longest as f64) - 1.0).max(1.0);
    let count = (dice.share() * most + 1.0).floor() as usize;
    let (mut gone, mut touched): (Vec<Job>, Vec<usize>) = (Vec::new(), Vec::new());
    for place in &near.0[seed] {
        if touched.len() >= count {
            break;
        }
        for (at, found) in found[*place].iter().copied() {
            if touched.len() >= count || touched.contains(&at) {
                continue;
            }
            let day = &days[at];
            touched.push(at);
            let length = (1 + dice.one_of(day.len().min(longest))).min(day.len());
            let lowest = (found + 1).saturating_sub(length);
            let highest = found.min(day.len() - length);
            let from = lowest + dice.one_of(highest - lowest + 1);
            gone.extend(day[from..from + length].iter().cloned());
        }
    }
    gone
}

fn some(mut all: Vec<(usize, usize, Job)>, dice: &Dice) -> Vec<Job> {
    let count = 1 + dice.one_of(all.len().min(MOST));
    (0..count).map(|_| all.swap_remove(dice.one_of(all.len())).2).collect()
}

fn around(all: Vec<(usize, usize, Job)>, seed: usize, near: &Near, dice: &Dice) -> Vec<Job> {
    let count = 1 + dice.one_of(all.len().min(MOST));
    let of = |place: &usize| all.iter().filter(|(at, ..)| at == place).map(|(_, _, job)| job.clone()).collect::<Vec<_>>();
    near.0[seed].iter().flat_map(of).take(count).collect()
}

fn days(plan: &InsertionContext, dice: &Dice) -> Vec<Job> {
    let routes = &plan.solution.routes;
    let mut gone = Vec::new();
    for _ in 0..=dice.one_of(2) {
        let route = &routes[dice.one_of(routes.len())];
        let day: Vec<Job> = route.route().tour.all_activities().filter_map(Activity::retrieve_job).collect();
        if !gone.contains(&day[0]) {
            gone.extend(day);
        }
    }
    gone
}
