//! What the search found, checked against the problem itself: what does not hold is taken out, and what is missing says why.

use crate::model::{Free, free_time};
use crate::people::Rules;
use crate::plan::{Given, Plan, Short, Why};
use crate::problem::{Member, Place, Problem};

/// Room for what adding up fractions in different orders makes of them.
const HAIR: f64 = 1e-6;

/// Only what holds, with what it comes to.
pub(crate) fn checked(rules: &Rules, mut given: Vec<Given>, rounds: u64) -> Plan {
    let problem = &rules.problem;
    given.sort_by(|one, other| (one.member.cmp(&other.member)).then(one.start.total_cmp(&other.start)).then(one.place.cmp(&other.place)));
    let mut filled = vec![0_u32; problem.places.len()];
    let mut plan = Plan { rounds, ..Plan::default() };
    for (at, member) in problem.members.iter().enumerate() {
        let theirs = given.iter().filter(|one| one.member == at).copied();
        let Theirs { kept, load, distance, strain } = of_one(rules, member, theirs, &mut filled);
        plan.distance += distance;
        plan.cost += distance * problem.travel_cost + problem.unfairness(problem.typical_load(), member.load, load) + strain;
        plan.cost += kept.iter().filter_map(|one| rules.cost(one.place, at)).sum::<f64>();
        plan.given.extend(kept);
    }
    plan.given.sort_by_key(|one| (one.place, one.member));
    for (at, place) in problem.places.iter().enumerate().filter(|(at, place)| filled[*at] < place.room) {
        plan.short.push(Short { place: at, people: place.room - filled[at], why: why(problem, at, place, &plan.given) });
    }
    plan
}

/// What one member can do of what was found for them, what that comes to, how far they go for it, and what of it is too much.
struct Theirs {
    kept: Vec<Given>,
    load: f64,
    distance: f64,
    strain: f64,
}

fn of_one(rules: &Rules, member: &Member, theirs: impl Iterator<Item = Given>, filled: &mut [u32]) -> Theirs {
    let problem = &rules.problem;
    let free = free_time(member, &problem.travel);
    let (mut kept, mut load, mut distance): (Vec<Given>, f64, f64) = (Vec::new(), 0.0, 0.0);
    let (mut held, mut strain): (Vec<usize>, f64) = (Vec::new(), 0.0);
    // Of the stretch that the last one lies in: which, when it ended and where.
    let mut last: Option<(usize, f64, Option<usize>)> = None;
    for one in theirs {
        let place = &problem.places[one.place];
        let holds = |free: &&Free| one.start >= free.from - HAIR && one.start + place.duration <= free.until + HAIR;
        let Some((number, stretch)) = free.iter().enumerate().find(|(_, free)| holds(free)) else { continue };
        let (from, spot) = match last {
            Some((same, from, spot)) if same == number => (from, spot),
            _ => (stretch.from, stretch.start),
        };
        let travel = problem.travel.time(spot, place.spot);
        // What is nowhere in particular is done where one is.
        let there = place.spot.or(spot);
        let back = problem.travel.time(there, stretch.end);
        let in_time = from + travel <= one.start + HAIR && one.start + place.duration + back <= stretch.until + HAIR;
        let in_window = one.start >= place.earliest - HAIR && one.start <= place.latest + HAIR;
        let entitled = rules.cost(one.place, one.member).is_some() && !kept.iter().any(|other| other.place == one.place);
        let within = member.load + load + place.load <= member.most && filled[one.place] < place.room;
        let strained = rules.strain(one.place, one.member, &held);
        if !(in_time && in_window && entitled && within && strained.is_finite()) {
            continue;
        }
        if let Some((other, _, before)) = last.filter(|(other, ..)| *other != number) {
            distance += problem.travel.distance(before, free[other].end);
        }
        let way = problem.travel.distance(spot, place.spot);
        (distance, load, strain) = (distance + way, load + place.load, strain + strained);
        held.push(one.place);
        filled[one.place] += 1;
        last = Some((number, one.start + place.duration, there));
        kept.push(Given { distance: way, travel, ..one });
    }
    if let Some((number, _, spot)) = last {
        distance += problem.travel.distance(spot, free[number].end);
    }
    Theirs { kept, load, distance, strain }
}

fn why(problem: &Problem, at: usize, place: &Place, given: &[Given]) -> Why {
    let mut why = Why::default();
    for may in &place.who {
        why.may += 1;
        if given.iter().any(|one| one.place == at && one.member == may.member) {
            continue;
        }
        let member = &problem.members[may.member];
        let mine = || given.iter().filter(|one| one.member == may.member);
        let load: f64 = mine().map(|one| problem.places[one.place].load).sum();
        let free = free_time(member, &problem.travel);
        let reachable = |free: &Free| {
            let start = place.earliest.max(free.from + problem.travel.time(free.start, place.spot));
            let end = start + place.duration + problem.travel.time(place.spot, free.end);
            start <= place.latest + HAIR && end <= free.until + HAIR
        };
        if !free.iter().any(reachable) {
            why.busy += 1;
        } else if member.load + load + place.load > member.most {
            why.limit += 1;
        } else {
            why.elsewhere += 1;
        }
    }
    why
}
