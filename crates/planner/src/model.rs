//! The problem as `vrp-core` knows problems: a vehicle for each stretch of a member's free time, a job for each person a place has room
//! for. A stretch begins where the member was before and ends where they have to be next, so that nothing they have already is in the
//! way of anything.

use crate::people::{Burden, Entitled, Keeping, Missing, PlaceOf, Rules, Seat, SeatOf, seat_of};
use crate::problem::{Member, Place, Spot};
use crate::travel::Ways;
use std::sync::Arc;
use vrp_core::models::common::TimeWindow;
use vrp_core::models::problem::{Job, SingleBuilder, Vehicle, VehicleBuilder, VehicleDetailBuilder};
use vrp_core::models::{FeatureBuilder, GoalBuilder, GoalContext, GoalContextBuilder, Problem as Model, ProblemBuilder};
use vrp_core::prelude::{GenericResult, TransportFeatureBuilder};

/// Some of a member's time in which nothing is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Free {
    pub(crate) from: f64,
    pub(crate) until: f64,
    pub(crate) start: Option<Spot>,
    pub(crate) end: Option<Spot>,
}

impl Free {
    /// Whether a place lies within, travel left aside.
    pub(crate) fn holds(&self, place: &Place) -> bool {
        let start = place.earliest.max(self.from);
        start <= place.latest && start + place.duration <= self.until
    }
}

/// When a member is free, in order.
pub(crate) fn free_time(member: &Member) -> Vec<Free> {
    let mut busy = member.busy.clone();
    busy.retain(|busy| busy.until > busy.from);
    busy.sort_by(|one, other| one.from.total_cmp(&other.from).then(one.until.total_cmp(&other.until)));
    let mut free = Vec::with_capacity(busy.len() + 1);
    let (mut from, mut start) = (member.from, member.start);
    for one in busy {
        if one.from > from {
            free.push(Free { from, until: one.from.min(member.until), start, end: one.spot });
        }
        if one.until > from {
            (from, start) = (one.until, one.spot);
        }
    }
    free.push(Free { from, until: member.until, start, end: member.end });
    free.retain(|free| free.until > free.from);
    free
}

/// The model, or nothing where there is nothing to search: no place that anybody could take.
pub(crate) fn model(rules: &Arc<Rules>) -> GenericResult<Option<Model>> {
    let problem = &rules.problem;
    let ways = Arc::new(Ways(problem.travel.clone()));
    let mut seats: Vec<Vehicle> = Vec::new();
    let mut jobs: Vec<Job> = Vec::new();
    let mut open = vec![false; problem.places.len()];
    for (member, who) in problem.members.iter().enumerate() {
        for free in free_time(who) {
            let fits = |at: usize, place: &Place| rules.cost(at, member).is_some() && free.holds(place);
            let held: Vec<usize> = problem.places.iter().enumerate().filter(|(at, place)| fits(*at, place)).map(|(at, _)| at).collect();
            if held.is_empty() {
                continue;
            }
            for at in held {
                open[at] = true;
            }
            seats.push(seat(Seat { number: seats.len(), member }, &free, problem.travel_cost, &ways)?);
        }
    }
    for (at, place) in problem.places.iter().enumerate().filter(|(at, _)| open[*at]) {
        for _ in 0..place.room {
            jobs.push(job(at, place, &ways)?);
        }
    }
    if seats.is_empty() || jobs.is_empty() {
        return Ok(None);
    }
    ProblemBuilder::default()
        .add_jobs(jobs.into_iter())
        .add_vehicles(seats.into_iter())
        .with_vehicle_similarity(|_| Box::new(|actor| seat_of(actor).number))
        .with_goal(goal(rules, &ways)?)
        .with_transport_cost(ways)
        .with_logger(Arc::new(|_| {}))
        .build()
        .map(Some)
}

fn seat(seat: Seat, free: &Free, travel_cost: f64, ways: &Ways) -> GenericResult<Vehicle> {
    let detail = VehicleDetailBuilder::default()
        .set_start_location(ways.location(free.start))
        .set_start_time(free.from)
        // An end that is nowhere still ends in time.
        .set_end_location(ways.location(free.end))
        .set_end_time(free.until)
        .build()?;
    VehicleBuilder::default()
        .id(&seat.number.to_string())
        .set_distance_cost(travel_cost)
        .add_detail(detail)
        .dimension(|dimens| dimens.set_value::<SeatOf, Seat>(seat))
        .build()
}

fn job(at: usize, place: &Place, ways: &Ways) -> GenericResult<Job> {
    SingleBuilder::default()
        .id(&at.to_string())
        .location(ways.location(place.spot))?
        .duration(place.duration)?
        .times(vec![TimeWindow::new(place.earliest, place.latest)])?
        .dimension(|dimens| dimens.set_value::<PlaceOf, usize>(at))
        .build_as_job()
}

/// Who may comes before times, which take longer to judge; filling places comes before what it costs.
fn goal(rules: &Arc<Rules>, ways: &Arc<Ways>) -> GenericResult<GoalContext> {
    let entitled = FeatureBuilder::default()
        .with_name("entitled")
        .with_constraint(Entitled(rules.clone()))
        .with_state(Keeping(rules.clone()))
        .with_objective(Missing(rules.clone()))
        .build()?;
    let travel = TransportFeatureBuilder::new("travel").set_transport_cost(ways.clone()).build_minimize_cost()?;
    let burden = FeatureBuilder::default().with_name("burden").with_objective(Burden(rules.clone())).build()?;
    let objectives = [&travel, &burden].into_iter().filter_map(|feature| feature.objective.clone()).collect::<Vec<_>>();
    let missing = entitled.objective.clone().ok_or("no objective")?;
    let main = GoalBuilder::default()
        .add_single(missing)
        .add_multi(
            &objectives,
            |all, one, other| {
                let sum = |of| all.iter().map(|objective| objective.fitness(of)).sum::<f64>();
                sum(one).total_cmp(&sum(other))
            },
            |all, asked| all.iter().map(|objective| objective.estimate(asked)).sum(),
        )
        .build()?;
    GoalContextBuilder::with_features(&[entitled, travel, burden])?.set_main_goal(main).build()
}
