//! The problem as `vrp-core` knows problems: a vehicle for each stretch of a member's free time, a job for each person a place has room
//! for. A stretch begins where the member was before and ends where they have to be next, so that nothing they have already is in the
//! way of anything.

use crate::people::{PlaceOf, Rules, Seat, SeatOf, seat_of};
use crate::problem::{Member, Place, Spot, Travel};
use crate::travel::Ways;
use std::sync::Arc;
use vrp_core::models::common::TimeWindow;
use vrp_core::models::problem::{Job, SingleBuilder, Vehicle, VehicleBuilder, VehicleDetailBuilder};
use vrp_core::models::{GoalBuilder, GoalContext, GoalContextBuilder, Problem as Model, ProblemBuilder};
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

/// When a member is free, in order. Where they were before their time begins is where they set out, and where they have to be after it ends is
/// where they are by then: as if the ways there were part of it.
pub(crate) fn free_time(member: &Member, travel: &Travel) -> Vec<Free> {
    let mut busy = member.busy.clone();
    busy.retain(|busy| busy.until > busy.from);
    busy.sort_by(|one, other| one.from.total_cmp(&other.from).then(one.until.total_cmp(&other.until)));
    let mut free = Vec::with_capacity(busy.len() + 1);
    let over = busy.iter().filter(|one| one.until <= member.from).max_by(|one, other| one.until.total_cmp(&other.until));
    let (mut from, mut start) = (member.from, over.and_then(|one| one.spot).or(member.start));
    for one in busy {
        if one.from > from {
            free.push(Free { from, until: one.from.min(member.until), start, end: one.spot });
        }
        if one.until > from {
            (from, start) = (one.until, one.spot);
        }
    }
    free.push(Free { from, until: member.until, start, end: member.end });
    // Where one can hardly get from what was before to what comes after, nothing is put in between.
    free.retain(|free| free.until > free.from && free.until - free.from >= travel.time(free.start, free.end));
    free
}

/// Everybody's free time as far as any place lies within it.
#[derive(Debug)]
pub(crate) struct Seats {
    /// Whose, and when.
    pub(crate) all: Vec<(usize, Free)>,
    /// By place: who may take it, in which of them.
    pub(crate) of: Vec<Vec<usize>>,
}

impl Seats {
    pub(crate) fn new(rules: &Rules) -> Self {
        let problem = &rules.problem;
        let mut seats = Self { all: Vec::new(), of: vec![Vec::new(); problem.places.len()] };
        for (member, who) in problem.members.iter().enumerate() {
            for free in free_time(who, &problem.travel) {
                let number = seats.all.len();
                let fits = |at: usize, place: &Place| rules.cost(at, member).is_some() && free.holds(place);
                for (at, _) in problem.places.iter().enumerate().filter(|(at, place)| fits(*at, place)) {
                    seats.of[at].push(number);
                }
                if seats.of.iter().any(|seats| seats.last() == Some(&number)) {
                    seats.all.push((member, free));
                }
            }
        }
        seats
    }
}

/// The model, or nothing where there is nothing to search: no place that anybody could take.
pub(crate) fn model(rules: &Rules, free: &Seats) -> GenericResult<Option<Model>> {
    let problem = &rules.problem;
    let ways = Arc::new(Ways(problem.travel.clone()));
    let mut seats: Vec<Vehicle> = Vec::new();
    let mut jobs: Vec<Job> = Vec::new();
    for (number, (member, free)) in free.all.iter().enumerate() {
        seats.push(seat(Seat { number, member: *member }, free, problem.travel_cost, &ways)?);
    }
    for (at, place) in problem.places.iter().enumerate().filter(|(at, _)| !free.of[*at].is_empty()) {
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
        .with_goal(goal(&ways)?)
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

/// Times and ways. Who may, what is missing and what else it costs is known without `vrp-core`.
fn goal(ways: &Arc<Ways>) -> GenericResult<GoalContext> {
    let travel = TransportFeatureBuilder::new("travel").set_transport_cost(ways.clone()).build_minimize_cost()?;
    let ways = travel.objective.clone().ok_or("no objective")?;
    let main = GoalBuilder::default().add_single(ways).build()?;
    GoalContextBuilder::with_features(&[travel])?.set_main_goal(main).build()
}
