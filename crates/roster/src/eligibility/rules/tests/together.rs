//! What a search adds up is what the rules say, and never stricter.

use super::*;

fn given_all(facts: &Facts, id: MemberId, places: &[Place]) -> bool {
    let with = |at: usize| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, other)| (other.requirement.unwrap(), Span::new(other.start, other.end).unwrap())).collect::<Vec<_>>()
    };
    let may = |(at, place): (usize, &Place)| facts.judge_beside(place, id, &with(at)).unwrap().outcome != Outcome::Refused;
    places.iter().enumerate().all(may)
}

/// How often a search would say that all of these are too much, one after another.
fn too_much(facts: &Facts, id: MemberId, places: &[Place]) -> usize {
    let all: Vec<&Place> = places.iter().collect();
    let bounds = facts.bounds(&all, &[id], &[Vec::new()], 1.0);
    let asked = |place: &Place| planner::Place {
        earliest: hours_from(place.start),
        latest: hours_from(place.start),
        duration: hours_from(place.end) - hours_from(place.start),
        room: 1,
        needed: 1,
        who: vec![planner::May { member: 0, cost: 0.0 }],
        ..planner::Place::default()
    };
    let somebody = planner::Member { from: -1e4, until: 1e4, most: f64::INFINITY, ..planner::Member::default() };
    let problem =
        planner::Problem { places: places.iter().map(asked).collect(), members: vec![somebody], bounds, ..planner::Problem::default() };
    planner::plan(problem, 1, planner::Budget::rounds(60)).unwrap().short.len()
}

#[expect(clippy::cast_precision_loss, reason = "hours of some weeks")]
fn hours_from(instant: Timestamp) -> f64 {
    (instant.millis() - at(0).millis()) as f64 / HOUR as f64
}

proptest! {
    /// What a search holds somebody to is never stricter than the rules: whatever the rules let somebody have, it can be planned.
    #[test]
    fn a_search_is_never_stricter_than_the_rules(
        there in prop::collection::vec(any_span(), 0..5), wanted in prop::collection::vec(any_span(), 1..6), on in prop::collection::vec(any::<bool>(), 5)
    ) {
        let limits = [11, 10, 40, 4, 2];
        let on: Vec<_> = WorkingRule::ALL.iter().copied().zip(limits).zip(on).filter(|(_, on)| *on).map(|(rule, _)| rule).collect();
        let member = MemberFacts { busy: there.iter().copied().map(busy).collect(), ..somebody() };
        let (id, facts) = (member.member, facts(rules(&on), vec![member]));
        let places: Vec<Place> = wanted.into_iter().map(|span| Place { requirement: Some(RequirementId::new(at(0), &SystemRng)), ..place_of(span) }).collect();
        if given_all(&facts, id, &places) {
            prop_assert_eq!(too_much(&facts, id, &places), 0);
        }
    }
}

/// Counter-proof: each rule has its part in the search, so that what it forbids is not proposed.
#[test]
fn a_search_knows_each_rule() {
    let day = |number: i64| (24 * number + 9, 24 * number + 17);
    let night = |number: i64| (24 * number + 22, 24 * number + 30);
    let of = |rule, limit, spans: &[(i64, i64)]| {
        let member = somebody();
        let (id, facts) = (member.member, facts(rules(&[(rule, limit)]), vec![member]));
        let place = |(from, until): &(i64, i64)| Place { requirement: Some(RequirementId::new(at(0), &SystemRng)), ..hours(*from, *until) };
        let places: Vec<Place> = spans.iter().map(place).collect();
        assert!(!given_all(&facts, id, &places));
        too_much(&facts, id, &places)
    };
    assert_eq!(of(WorkingRule::Rest, 11, &[(6, 14), (22, 30)]), 1);
    assert_eq!(of(WorkingRule::DayHours, 10, &[(1, 7), (8, 14), (30, 36)]), 1);
    assert_eq!(of(WorkingRule::WeekHours, 20, &[day(0), day(2), day(4), day(8)]), 1);
    assert_eq!(of(WorkingRule::ConsecutiveDays, 2, &[day(0), day(1), day(2), day(4)]), 1);
    assert_eq!(of(WorkingRule::Nights, 2, &[night(0), night(1), night(2), night(4)]), 1);
}
