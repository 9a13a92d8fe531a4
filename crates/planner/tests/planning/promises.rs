//! Random problems: nothing that is promised is broken, and what is small is as good as it can be.

use planner::{Bound, Budget, Busy, InARow, May, Member, Place, Plan, Problem, TooMuch, Travel, Within, plan};
use proptest::prelude::*;

/// How often a bound is broken by what a member is given.
fn too_much(bound: &Bound, member: usize, theirs: &[usize]) -> f64 {
    let times = match &bound.what {
        TooMuch::Both(both) => {
            let mut both: Vec<(usize, usize)> = both.iter().map(|(one, other)| (*one.min(other), *one.max(other))).collect();
            both.sort_unstable();
            both.dedup();
            both.iter().filter(|(one, other)| theirs.contains(one) && theirs.contains(other)).count()
        }
        TooMuch::Within(within) => {
            let had = within.had[member].iter().enumerate();
            let sum = |at: usize| {
                theirs.iter().flat_map(|place| &within.parts[*place]).filter(|part| part.0 == at).map(|part| part.1).sum::<f64>()
            };
            had.filter(|(at, had)| **had <= within.most && **had + sum(*at) > within.most).count()
        }
        TooMuch::InARow(row) => {
            let beyond = |days: &[bool]| days.split(|day| !day).map(|run| run.len().saturating_sub(row.most)).sum::<usize>();
            let mut all = row.had[member].clone();
            for (first, last) in theirs.iter().filter_map(|place| row.days[*place]) {
                all[first..=last].fill(true);
            }
            beyond(&all) - beyond(&row.had[member])
        }
    };
    f64::from(u32::try_from(times).unwrap())
}

/// The judge shares nothing with the search: minutes and spots, straight from the problem.
fn broken(problem: &Problem, plan: &Plan) -> Option<String> {
    for (at, place) in problem.places.iter().enumerate() {
        let given: Vec<_> = plan.given.iter().filter(|one| one.place == at).collect();
        if given.len() > place.room as usize {
            return Some(format!("place {at} is overfull"));
        }
        for one in &given {
            if !place.who.iter().any(|may| may.member == one.member) {
                return Some(format!("{} may not take {at}", one.member));
            }
            if one.start < place.earliest - 1e-6 || one.start > place.latest + 1e-6 {
                return Some(format!("place {at} begins when it may not"));
            }
        }
        let missing = place.room as usize - given.len();
        let told = plan.short.iter().find(|short| short.place == at).map_or(0, |short| short.people as usize);
        if missing != told {
            return Some(format!("place {at} lacks {missing}, told were {told}"));
        }
    }
    for (at, member) in problem.members.iter().enumerate() {
        // Whose own time it is, which nobody here decided, is not asked about.
        let mut day: Vec<(f64, f64, Option<usize>, bool)> =
            member.busy.iter().map(|busy| (busy.from, busy.until, busy.spot, false)).collect();
        let theirs: Vec<_> = plan.given.iter().filter(|one| one.member == at).collect();
        for one in &theirs {
            let place = &problem.places[one.place];
            let (from, until) = (one.start, one.start + place.duration);
            if from < member.from - 1e-6 || until > member.until + 1e-6 {
                return Some(format!("{at} works outside of their time"));
            }
            day.push((from, until, place.spot, true));
        }
        day.sort_by(|one, other| one.0.total_cmp(&other.0));
        for next in day.windows(2).filter(|next| next[0].3 || next[1].3) {
            if next[0].1 + problem.travel.time(next[0].2, next[1].2) > next[1].0 + 1e-6 {
                return Some(format!("{at} is in two places, or could not get from one to the other"));
            }
        }
        let load: f64 = theirs.iter().map(|one| problem.places[one.place].load).sum();
        if !theirs.is_empty() && member.load + load > member.most {
            return Some(format!("{at} has more than their limit"));
        }
        let given: Vec<usize> = theirs.iter().map(|one| one.place).collect();
        if problem.bounds.iter().any(|bound| bound.price.is_infinite() && too_much(bound, at, &given) > 0.0) {
            return Some(format!("{at} has what is too much beside each other"));
        }
        let mut once: Vec<usize> = theirs.iter().map(|one| one.place).collect();
        once.dedup();
        if once.len() != theirs.len() {
            return Some(format!("{at} has a place twice"));
        }
    }
    None
}

fn hour(number: u32) -> f64 {
    f64::from(number)
}

prop_compose! {
    fn place(members: usize, spots: usize)(
        start in 0_u32..40, slack in prop_oneof![3 => Just(0_u32), 1 => 0_u32..6], duration in 1_u32..9, room in 1_u32..3, needed in 0_u32..3,
        spot in prop::option::of(0..spots), who in prop::collection::btree_map(0..members, 0_u32..50, 0..=members),
    ) -> Place {
        Place {
            spot, earliest: hour(start), latest: hour(start + slack), duration: hour(duration), room, needed: needed.min(room),
            load: hour(duration), who: who.into_iter().map(|(member, cost)| May { member, cost: hour(cost) }).collect(),
        }
    }
}

prop_compose! {
    fn member(spots: usize)(
        from in 0_u32..6, until in 30_u32..60, start in prop::option::of(0..spots), load in 0_u32..10, most in 5_u32..60,
        busy in prop::collection::vec((1_u32..20, 1_u32..8, prop::option::of(0..spots)), 0..3),
    ) -> Member {
        let mut last = 0;
        let one_after_another = |(wait, length, spot): (u32, u32, Option<usize>)| {
            let from = last + wait;
            last = from + length;
            Busy { from: hour(from), until: hour(last), spot }
        };
        let busy = busy.into_iter().map(one_after_another).collect();
        Member { from: hour(from), until: hour(until), start, end: None, busy, load: hour(load), most: hour(most) }
    }
}

/// Rest, a week and days in a row, as hours alone say them, each of them a law, a wish or nothing.
fn bounds(places: &[Place], members: usize, chosen: &[(u32, u32)], had: &[u32]) -> Vec<Bound> {
    let price = |kind: usize| match chosen[kind].0 {
        0 => None,
        1 => Some(7.0),
        _ => Some(f64::INFINITY),
    };
    let (most, hours) = (|kind: usize| hour(chosen[kind].1), |at: f64| (0_u32..80).find(|hour| f64::from(*hour) >= at).unwrap() as usize);
    let had = |member: usize, at: usize| had[(member * 7 + at) % had.len()];
    let pairs = (0..places.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let near = |(one, other): &(usize, usize)| {
        let (one, other) = (&places[*one], &places[*other]);
        let gap = (one.earliest - other.earliest - other.duration).max(other.earliest - one.earliest - one.duration);
        (0.0..most(0)).contains(&gap)
    };
    let rest = TooMuch::Both(pairs.filter(near).collect());
    let week = Within {
        most: 4.0 * most(1),
        parts: places.iter().map(|place| vec![(hours(place.earliest) / 20, place.load)]).collect(),
        had: (0..members).map(|member| (0..4).map(|week| hour(had(member, week))).collect()).collect(),
    };
    let row = InARow {
        most: chosen[2].1 as usize,
        days: places.iter().map(|place| Some((hours(place.earliest) / 6, hours(place.earliest + place.duration - 1.0) / 6))).collect(),
        had: (0..members).map(|member| (0..12).map(|day| had(member, day) == 3).collect()).collect(),
    };
    let all = [rest, TooMuch::Within(week), TooMuch::InARow(row)];
    all.into_iter().enumerate().filter_map(|(kind, what)| Some(Bound { what, price: price(kind)? })).collect()
}

fn problem(places: usize, members: usize) -> impl Strategy<Value = Problem> {
    let spots = 4;
    let travel = prop::collection::vec((0_u32..4, 0_u32..4), spots)
        .prop_map(|spots| Travel::on_a_plane(&spots.iter().map(|(x, y)| (hour(*x), hour(*y))).collect::<Vec<_>>()).unwrap());
    let members_of =
        move |count: usize| (prop::collection::vec(place(count, spots), 1..=places), prop::collection::vec(member(spots), count));
    let chosen = (prop::collection::vec((0_u32..3, 1_u32..5), 3), prop::collection::vec(0_u32..8, 11));
    ((1..=members).prop_flat_map(members_of), travel, 0_u32..3, 0_u32..3, chosen).prop_map(
        |((places, members), travel, cost, fairness, (chosen, had))| Problem {
            bounds: bounds(&places, members.len(), &chosen, &had),
            places,
            members,
            travel,
            travel_cost: hour(cost),
            fairness: hour(fairness),
        },
    )
}

/// Best that can be: what is missing, and what that costs at least, by trying everything. Fixed times, no spots.
fn exhausted(problem: &Problem) -> (f64, f64) {
    fn clash(one: &Place, other: &Place) -> bool {
        one.earliest < other.earliest + other.duration && other.earliest < one.earliest + one.duration
    }
    fn fits(problem: &Problem, had: &[Vec<usize>], place: usize, member: usize) -> bool {
        let (asked, who) = (&problem.places[place], &problem.members[member]);
        let end = asked.earliest + asked.duration;
        let free = who.busy.iter().all(|busy| asked.earliest >= busy.until || end <= busy.from);
        let load: f64 = had[member].iter().map(|at| problem.places[*at].load).sum();
        let enough = who.load + load + asked.load <= who.most;
        let apart = had[member].iter().all(|at| !clash(asked, &problem.places[*at]));
        free && enough && apart && asked.earliest >= who.from && end <= who.until
    }
    fn go(problem: &Problem, place: usize, had: &mut Vec<Vec<usize>>, best: &mut (f64, f64)) {
        let Some(asked) = problem.places.get(place) else {
            let mut missing = 0.0;
            for (at, place) in problem.places.iter().enumerate() {
                let filled = u32::try_from(had.iter().filter(|theirs| theirs.contains(&at)).count()).unwrap();
                let needed = place.needed.min(place.room);
                missing += 64.0 * f64::from(needed.saturating_sub(filled)) + f64::from(place.room - filled.max(needed).min(place.room));
            }
            let typical = problem.places.iter().map(|place| place.load).sum::<f64>() / hour(u32::try_from(problem.places.len()).unwrap());
            let mut cost = 0.0;
            for (at, theirs) in had.iter().enumerate() {
                for bound in &problem.bounds {
                    let times = too_much(bound, at, theirs);
                    cost += if times > 0.0 { times * bound.price } else { 0.0 };
                }
                let load: f64 = theirs.iter().map(|at| problem.places[*at].load).sum();
                cost += problem.fairness * load * (2.0 * problem.members[at].load + load) / (2.0 * typical);
                cost += theirs
                    .iter()
                    .filter_map(|place| problem.places[*place].who.iter().find(|may| may.member == at))
                    .map(|may| may.cost)
                    .sum::<f64>();
            }
            if cost.is_finite() && (missing, cost) < *best {
                *best = (missing, cost);
            }
            return;
        };
        let may: Vec<usize> = asked.who.iter().map(|may| may.member).filter(|member| fits(problem, had, place, *member)).collect();
        // Every set of at most so many as there is room for.
        for set in 0_u32..1 << may.len() {
            if set.count_ones() > asked.room {
                continue;
            }
            let chosen: Vec<usize> = may.iter().enumerate().filter(|(bit, _)| set & (1 << bit) != 0).map(|(_, member)| *member).collect();
            for member in &chosen {
                had[*member].push(place);
            }
            go(problem, place + 1, had, best);
            for member in &chosen {
                had[*member].pop();
            }
        }
    }
    let mut best = (f64::INFINITY, f64::INFINITY);
    go(problem, 0, &mut vec![Vec::new(); problem.members.len()], &mut best);
    best
}

fn missing(problem: &Problem, plan: &Plan) -> f64 {
    let of = |(at, place): (usize, &Place)| {
        let filled = u32::try_from(plan.given.iter().filter(|one| one.place == at).count()).unwrap();
        let needed = place.needed.min(place.room);
        64.0 * f64::from(needed.saturating_sub(filled)) + f64::from(place.room - filled.max(needed))
    };
    problem.places.iter().enumerate().map(of).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Nobody is in two places, nothing is overfull, only those who may, in time, within limits; what is missing is told.
    #[test]
    fn no_plan_breaks_a_promise(problem in problem(14, 6), seed in any::<u64>()) {
        let found = plan(problem.clone(), seed, Budget::rounds(40)).unwrap();
        prop_assert_eq!(broken(&problem, &found), None);
    }

    /// What can be filled is filled, at the least cost there is.
    #[test]
    fn what_is_small_is_as_good_as_it_can_be(problem in problem(5, 4), seed in any::<u64>()) {
        let mut problem = problem;
        for place in &mut problem.places {
            (place.latest, place.spot) = (place.earliest, None);
        }
        // Without any ways: whoever could hardly get from one to the other is given nothing in between, and that is not asked here.
        for member in &mut problem.members {
            (member.start, member.end) = (None, None);
            member.busy.iter_mut().for_each(|busy| busy.spot = None);
        }
        let (least, cheapest) = exhausted(&problem);
        let found = plan(problem.clone(), seed, Budget::rounds(300)).unwrap();
        prop_assert!((missing(&problem, &found) - least).abs() < 1e-6, "{:?}", found);
        prop_assert!((found.cost - cheapest).abs() < 1e-6, "{} for {cheapest}: {:?}", found.cost, found);
    }

    /// The same seed and rounds give the same plan; searching for longer never gives a worse one than what was found first.
    #[test]
    fn a_seed_means_the_same_twice(problem in problem(20, 8), seed in any::<u64>()) {
        let once = plan(problem.clone(), seed, Budget::rounds(60)).unwrap();
        prop_assert_eq!(&once, &plan(problem.clone(), seed, Budget::rounds(60)).unwrap());
        let first = plan(problem.clone(), seed, Budget::rounds(0)).unwrap();
        prop_assert!(missing(&problem, &once) <= missing(&problem, &first));
    }
}

#[test]
fn what_is_missing_says_why() {
    let all = |cost: f64| vec![May { member: 0, cost }, May { member: 1, cost }];
    let at =
        |earliest: f64, who: Vec<May>| Place { earliest, latest: earliest, duration: 2.0, room: 2, needed: 1, load: 2.0, who, spot: None };
    let free = Member { from: 0.0, until: 24.0, most: 100.0, ..Member::default() };
    let busy = Member { busy: vec![Busy { from: 9.0, until: 12.0, spot: None }], ..free.clone() };
    let tired = Member { load: 99.0, ..free.clone() };
    let problem = |members: Vec<Member>, places: Vec<Place>| Problem { places, members, ..Problem::default() };
    let told = |problem: Problem| plan(problem, 1, Budget::rounds(10)).unwrap().short;

    assert_eq!(told(problem(vec![free.clone()], vec![at(10.0, vec![])]))[0].why.may, 0);
    let short = told(problem(vec![free.clone(), busy], vec![at(10.0, all(1.0))]));
    assert_eq!((short[0].people, short[0].why.busy), (1, 1));
    let short = told(problem(vec![free.clone(), tired], vec![at(10.0, all(1.0))]));
    assert_eq!(short[0].why.limit, 1);
    let short = told(problem(vec![free.clone(), free], vec![at(10.0, all(1.0)), at(11.0, all(1.0))]));
    assert_eq!(short.iter().map(|short| short.why.elsewhere).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn what_names_nothing_is_refused() {
    let place = Place { room: 1, who: vec![May { member: 3, cost: 0.0 }], ..Place::default() };
    let problem = Problem { places: vec![place], ..Problem::default() };
    assert!(plan(problem, 1, Budget::rounds(1)).is_err());
    assert!(Travel::new(2, vec![0.0; 3], vec![0.0; 4]).is_err());
}
