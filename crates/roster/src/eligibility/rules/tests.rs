//! Each rule at its edges, and what holds of all of them.

mod together;

use super::super::Place;
use super::super::facts::{Away, Busy, Facts, Held, MemberFacts, Named, Places};
use super::super::wire::{Effect, Finding, Outcome, Rule, Verdict};
use crate::assignments::{AssignmentId, Seat};
use crate::certificates::CertificateId;
use crate::leave::LeaveId;
use crate::requirements::{CompetencyId, Demand, RequirementId};
use crate::working_rules::rules::Setting;
use crate::working_rules::{Weight, WorkingRule, WorkingRules};
use kernel::{MemberId, Span, SystemRng, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

const HOUR: i64 = 3_600_000;

fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// So many hours after a Monday's midnight in London, in winter.
fn at(hours: i64) -> Timestamp {
    instant("2026-11-23T00:00:00Z").plus_millis(hours * HOUR)
}

fn span(from: i64, until: i64) -> Span {
    Span::new(at(from), at(until)).unwrap()
}

fn place(from: Timestamp, until: Timestamp) -> Place {
    Place {
        requirement: None,
        start: from,
        end: until,
        zone: "Europe/London".to_owned(),
        unit: None,
        demands: Vec::new(),
        seat: Seat::Full,
        exclusive: true,
        besides: None,
    }
}

fn hours(from: i64, until: i64) -> Place {
    place(at(from), at(until))
}

fn somebody() -> MemberFacts {
    MemberFacts {
        member: MemberId::new(at(0), &SystemRng),
        name: "Ana Okafor".to_owned(),
        sort_name: "ana okafor".to_owned(),
        status: "active".to_owned(),
        absence: None,
        leaves_at: None,
        serves_from: None,
        leave: Vec::new(),
        busy: Vec::new(),
        held: Vec::new(),
        available: None,
    }
}

fn busy(span: Span) -> Busy {
    Busy { id: AssignmentId::new(at(0), &SystemRng), requirement: None, span, title: "Night patrol".to_owned(), exclusive: true }
}

/// Every rule of working time off, but these, which stop.
fn rules(on: &[(WorkingRule, i64)]) -> WorkingRules {
    let set = |set: Setting| match on.iter().find(|(rule, _)| *rule == set.rule) {
        Some((_, limit)) => Setting { limit: *limit, effect: Weight::Block, ..set },
        None => Setting { effect: Weight::Off, ..set },
    };
    let plain = WorkingRules::default();
    WorkingRules { rules: plain.rules.iter().copied().map(set).collect(), ..plain }
}

fn facts(rules: WorkingRules, members: Vec<MemberFacts>) -> Facts {
    Facts {
        rules,
        members: members.into_iter().map(|facts| (facts.member, facts)).collect(),
        beside: HashMap::new(),
        competencies: BTreeMap::new(),
        places: BTreeMap::new(),
    }
}

fn verdict(facts: &Facts, place: &Place) -> Verdict {
    let id = *facts.members.keys().next().unwrap();
    facts.judge(place, &[id]).pop().unwrap()
}

fn found(place: &Place, member: MemberFacts, rules: WorkingRules) -> Vec<Finding> {
    verdict(&facts(rules, vec![member]), place).findings
}

fn codes(findings: &[Finding]) -> Vec<Rule> {
    findings.iter().map(|finding| finding.rule).collect()
}

fn only(place: &Place, member: MemberFacts) -> Option<(Rule, Effect)> {
    let found = found(place, member, rules(&[]));
    assert!(found.len() < 2, "{found:?}");
    found.first().map(|finding| (finding.rule, finding.effect))
}

#[test]
fn who_is_not_here_takes_nothing() {
    let block = Some((Rule::MemberNotActive, Effect::Block));
    assert_eq!(only(&hours(9, 17), somebody()), None);
    assert_eq!(only(&hours(9, 17), MemberFacts { status: "suspended".to_owned(), ..somebody() }), block);
    assert_eq!(only(&hours(9, 17), MemberFacts { status: "left".to_owned(), ..somebody() }), block);
    // Whoever leaves when it ends was there to the end.
    assert_eq!(only(&hours(9, 17), MemberFacts { leaves_at: Some(at(17)), ..somebody() }), None);
    assert_eq!(only(&hours(9, 17), MemberFacts { leaves_at: Some(at(16)), ..somebody() }), block);
    assert_eq!(only(&hours(9, 17), MemberFacts { serves_from: Some(at(9)), ..somebody() }), None);
    let late = MemberFacts { serves_from: Some(at(10)), ..somebody() };
    assert_eq!(only(&hours(9, 17), late), Some((Rule::MemberNotActive, Effect::Warn)));
}

#[test]
fn leave_is_half_open_and_what_was_asked_for_warns() {
    let on = |from, until, approved| {
        let leave = Away { id: LeaveId::new(at(0), &SystemRng), span: span(from, until), approved };
        only(&hours(9, 17), MemberFacts { leave: vec![leave], ..somebody() })
    };
    assert_eq!((on(0, 9, true), on(17, 40, true)), (None, None));
    assert_eq!((on(0, 10, true), on(16, 40, true)), (Some((Rule::OnLeave, Effect::Block)), Some((Rule::OnLeave, Effect::Block))));
    assert_eq!(on(0, 40, false), Some((Rule::OnLeave, Effect::Warn)));
    let absent = |from, until: Option<i64>| only(&hours(9, 17), MemberFacts { absence: Some((at(from), until.map(at))), ..somebody() });
    assert_eq!((absent(0, Some(9)), absent(17, None)), (None, None));
    assert_eq!((absent(0, Some(10)), absent(16, None)), (Some((Rule::OnLeave, Effect::Block)), Some((Rule::OnLeave, Effect::Block))));
}

#[test]
fn a_clash_shares_an_instant_and_names_what_it_meets() {
    let with = |from, until| only(&hours(9, 17), MemberFacts { busy: vec![busy(span(from, until))], ..somebody() });
    assert_eq!((with(1, 9), with(17, 20)), (None, None), "neighbours touch");
    assert_eq!((with(1, 10), with(16, 20), with(10, 11), with(0, 40)), {
        let clash = Some((Rule::Clash, Effect::Block));
        (clash, clash, clash, clash)
    });
    let there = busy(span(12, 13));
    let clash = found(&hours(9, 17), MemberFacts { busy: vec![there.clone()], ..somebody() }, rules(&[])).pop().unwrap();
    assert_eq!((clash.about, clash.from, clash.until), (Some(there.id.to_string()), Some(at(12)), Some(at(13))));
    assert_eq!(clash.says, "Is at Night patrol from 23 November 2026, 12:00 (Europe/London) to 23 November 2026, 13:00 (Europe/London).");
    // What is moved does not stand in its own way, and what does not take the time whole stands in nobody's.
    let moved = Place { besides: Some(there.id), ..hours(9, 17) };
    assert_eq!(only(&moved, MemberFacts { busy: vec![there.clone()], ..somebody() }), None);
    let on_call = Busy { exclusive: false, ..there.clone() };
    assert_eq!(only(&hours(9, 17), MemberFacts { busy: vec![on_call], ..somebody() }), None);
    assert_eq!(only(&Place { exclusive: false, ..hours(9, 17) }, MemberFacts { busy: vec![there], ..somebody() }), None);
}

#[test]
fn nobody_has_two_places_of_one_requirement() {
    let requirement = Some(RequirementId::new(at(0), &SystemRng));
    let there = Busy { requirement, exclusive: false, ..busy(span(9, 17)) };
    let again = Place { requirement, ..hours(9, 17) };
    let found = only(&again, MemberFacts { busy: vec![there.clone()], ..somebody() });
    assert_eq!(found, Some((Rule::AlreadyBooked, Effect::Block)));
    assert_eq!(only(&Place { besides: Some(there.id), ..again }, MemberFacts { busy: vec![there], ..somebody() }), None);
}

#[test]
fn availability_covers_the_whole_place() {
    let free = |spans: Vec<Span>| only(&hours(9, 17), MemberFacts { available: Some(spans), ..somebody() });
    let warns = Some((Rule::NotAvailable, Effect::Warn));
    assert_eq!((free(vec![span(9, 17)]), free(vec![span(0, 24)])), (None, None));
    assert_eq!((free(vec![]), free(vec![span(10, 17)]), free(vec![span(9, 16)])), (warns, warns, warns));
    let gap = found(&hours(9, 17), MemberFacts { available: Some(vec![span(8, 12), span(13, 24)]), ..somebody() }, rules(&[]));
    assert_eq!((gap[0].from, gap[0].until), (Some(at(12)), Some(at(13))));
}

mod ability {
    use super::*;

    fn held(competency: CompetencyId, level: i64, from: &str, until: Option<&str>) -> Held {
        let day = |text: &str| crate::certificates::rules::day(text).unwrap();
        let id = CertificateId::new(at(0), &SystemRng);
        Held { id, competency, level, from: day(from), until: until.map(day), pending: false }
    }

    fn world(level: i64, held: impl Fn(CompetencyId) -> Vec<Held>) -> (Facts, Place) {
        let id = CompetencyId::new(at(0), &SystemRng);
        let mut facts = facts(rules(&[]), vec![MemberFacts { held: held(id), ..somebody() }]);
        let levels = ["Basic".to_owned(), "Leader".to_owned()].into();
        facts.competencies.insert(id, Named { name: "First aider".to_owned(), levels });
        // From Monday evening to Tuesday, 01:00.
        (facts, Place { demands: vec![Demand { competency: id, level }], ..hours(20, 25) })
    }

    fn says(level: i64, held: impl Fn(CompetencyId) -> Vec<Held>) -> Option<(Rule, String)> {
        let (facts, place) = world(level, held);
        let mut found = verdict(&facts, &place).findings;
        assert!(found.len() < 2 && found.iter().all(|finding| finding.effect == Effect::Block), "{found:?}");
        found.pop().map(|finding| (finding.rule, finding.says))
    }

    #[test]
    fn it_holds_over_the_whole_place_in_the_zone_of_the_place() {
        assert_eq!(says(0, |id| vec![held(id, 0, "2026-11-23", Some("2026-11-24"))]), None);
        assert_eq!(says(0, |id| vec![held(id, 0, "2026-01-01", None)]), None);
        let ends = says(0, |id| vec![held(id, 0, "2026-01-01", Some("2026-11-23"))]);
        assert_eq!(ends, Some((Rule::CertificateEnds, "First aider ends on 23 November 2026, before the end of this place.".to_owned())));
        let ended = says(0, |id| vec![held(id, 0, "2026-01-01", Some("2026-11-22"))]);
        assert_eq!(ended, Some((Rule::CertificateEnds, "First aider ended on 22 November 2026.".to_owned())));
        let begins = says(0, |id| vec![held(id, 0, "2026-11-24", None)]);
        assert_eq!(begins.unwrap().1, "First aider holds from 24 November 2026 on, after the start of this place.");
        // What ends at midnight does not touch the day that begins then.
        let (facts, place) = world(0, |id| vec![held(id, 0, "2026-01-01", Some("2026-11-23"))]);
        assert_eq!(verdict(&facts, &Place { end: at(24), ..place.clone() }).outcome, Outcome::Clear);
        // 23:00 on Monday in London is Tuesday already in Berlin.
        let berlin = Place { zone: "Europe/Berlin".to_owned(), end: at(24), ..place };
        assert_eq!(verdict(&facts, &berlin).outcome, Outcome::Refused);
    }

    #[test]
    fn one_may_follow_another_without_a_day_between() {
        let two = |second: &'static str| move |id| vec![held(id, 1, "2026-01-01", Some("2026-11-23")), held(id, 1, second, None)];
        assert_eq!((says(1, two("2026-11-24")), says(1, two("2026-11-01"))), (None, None));
        assert_eq!(says(1, two("2026-11-25")).unwrap().0, Rule::CertificateEnds);
    }

    #[test]
    fn what_nobody_vouched_for_does_not_count() {
        let pending = says(0, |id| vec![Held { pending: true, ..held(id, 0, "2026-01-01", None) }]);
        assert_eq!(pending, Some((Rule::LacksCompetency, "First aider was claimed, and nobody has verified it yet.".to_owned())));
        assert_eq!(says(0, |_| Vec::new()), Some((Rule::LacksCompetency, "Has no certificate of First aider.".to_owned())));
    }

    #[test]
    fn a_level_reaches_down_and_not_up() {
        assert_eq!(says(1, |id| vec![held(id, 2, "2026-01-01", None)]), None);
        let low = says(2, |id| vec![held(id, 1, "2026-01-01", None)]);
        assert_eq!(low, Some((Rule::TooLowLevel, "Is First aider at the level Basic, and Leader is asked for.".to_owned())));
        // The higher one has ended, the lower one goes on.
        let both = says(2, |id| vec![held(id, 2, "2026-01-01", Some("2026-06-30")), held(id, 1, "2026-01-01", None)]);
        assert_eq!(both.unwrap().0, Rule::CertificateEnds);
    }

    #[test]
    fn a_trainee_needs_a_qualified_one_beside_and_nothing_else() {
        let (mut facts, place) = world(1, |_| Vec::new());
        let requirement = RequirementId::new(at(0), &SystemRng);
        let place = Place { seat: Seat::Supervised, requirement: Some(requirement), ..place };
        let other = MemberId::new(at(0), &SystemRng);
        let seat = |agreed| (AssignmentId::new(at(0), &SystemRng), other, Seat::Full, agreed);
        let mut with = |taken: Vec<_>, held: Vec<Held>| {
            facts.places.insert(requirement, Places { full: 2, supervised: 1, taken });
            facts.beside = HashMap::from([(other, held)]);
            codes(&verdict(&facts, &place).findings)
        };
        let good = |id| vec![held(id, 1, "2026-01-01", None)];
        let id = place.demands[0].competency;
        assert_eq!(with(vec![seat(true)], good(id)), []);
        assert_eq!(with(vec![], good(id)), [Rule::LacksCompetency], "nobody is beside");
        assert_eq!(with(vec![seat(false)], good(id)), [Rule::LacksCompetency], "nobody has agreed yet");
        assert_eq!(with(vec![seat(true)], vec![]), [Rule::LacksCompetency], "who was forced in is not qualified");
    }
}

#[test]
fn places_are_counted_by_their_kind_and_a_move_does_not_count_itself() {
    let requirement = RequirementId::new(at(0), &SystemRng);
    let taken = |seat| (AssignmentId::new(at(0), &SystemRng), MemberId::new(at(0), &SystemRng), seat, true);
    let mut facts = facts(rules(&[]), vec![somebody()]);
    let (full, trainee) = (taken(Seat::Full), taken(Seat::Supervised));
    facts.places.insert(requirement, Places { full: 1, supervised: 2, taken: vec![full, trainee] });
    let place = Place { requirement: Some(requirement), ..hours(9, 17) };
    assert_eq!(codes(&verdict(&facts, &place).findings), [Rule::Full]);
    assert_eq!(verdict(&facts, &Place { besides: Some(full.0), ..place.clone() }).outcome, Outcome::Clear);
    assert_eq!(codes(&verdict(&facts, &Place { besides: Some(trainee.0), ..place }).findings), [Rule::Full]);
}

mod working_time {
    use super::*;

    fn with(rule: WorkingRule, limit: i64, place: &Place, others: &[Span]) -> Option<String> {
        let member = MemberFacts { busy: others.iter().copied().map(busy).collect(), ..somebody() };
        let found = found(place, member, rules(&[(rule, limit)]));
        assert!(found.len() < 2, "{found:?}");
        found.into_iter().next().map(|finding| finding.says)
    }

    #[test]
    fn rest_is_in_one_piece_within_a_day() {
        let rest = |place: &Place, others: &[Span]| with(WorkingRule::Rest, 11, place, others);
        // Until 20:00, and from 07:00 on the next day: eleven hours.
        assert_eq!(rest(&hours(31, 40), &[span(10, 20)]), None);
        let short = rest(&hours(30, 40), &[span(10, 20)]).unwrap();
        assert_eq!(short, "Has 10 hours of rest after Night patrol; 11 hours are needed within 24.");
        assert_eq!(
            rest(&hours(10, 20), &[span(30, 40)]).unwrap(),
            "Has 10 hours of rest before Night patrol; 11 hours are needed within 24."
        );
        // Two short ones on one day with a long pause: there are still eleven hours in the 24.
        assert_eq!(rest(&hours(18, 21), &[span(8, 10)]), None);
        assert!(rest(&hours(18, 22), &[span(8, 10)]).is_some());
        // A long place by itself.
        assert_eq!(rest(&hours(8, 21), &[]), None);
        assert_eq!(rest(&hours(8, 22), &[]).unwrap(), "Lasts 14 hours, which leaves less than 11 hours of rest within 24.");
        // A chain reaches further than its neighbours.
        assert!(rest(&hours(16, 18), &[span(4, 6), span(20, 22)]).is_some());
    }

    #[test]
    fn a_day_is_the_places_own_and_as_long_as_it_is() {
        let day = |place: &Place, others: &[Span]| with(WorkingRule::DayHours, 10, place, others);
        assert_eq!(day(&hours(8, 14), &[span(18, 22)]), None);
        let long = day(&hours(8, 15), &[span(18, 22)]).unwrap();
        assert_eq!(long, "Would work 11 hours on 23 November 2026; at most 10 hours are allowed in a day.");
        // Midnight parts a night's work into two days.
        assert_eq!(day(&hours(18, 30), &[]), None);
        assert!(day(&hours(18, 30), &[span(8, 13)]).is_some());
        // The day on which London goes back has 25 hours, and the hour that stands twice is worked twice.
        let night = |end: &str| place(instant("2026-10-24T23:00:00Z"), instant(end));
        assert_eq!(day(&night("2026-10-25T09:00:00Z"), &[]), None);
        assert!(day(&night("2026-10-25T09:00:01Z"), &[]).is_some());
        // Other places look at other days.
        let tokyo = Place { zone: "Asia/Tokyo".to_owned(), ..hours(8, 14) };
        assert_eq!(day(&tokyo, &[span(18, 22)]), None);
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let week = |place: &Place, others: &[Span]| with(WorkingRule::WeekHours, 20, place, others);
        // Sunday night into Monday: eight hours in each week.
        let night = hours(160, 176);
        assert_eq!(week(&night, &[span(8, 20), span(200, 212)]), None);
        assert_eq!(
            week(&night, &[span(8, 21)]).unwrap(),
            "Would work 21 hours in the week from 23 November 2026; at most 20 hours are allowed."
        );
        assert!(week(&night, &[span(200, 213)]).unwrap().contains("the week from 30 November 2026"));
        // Overlapping work is worked once.
        assert_eq!(week(&hours(8, 16), &[span(30, 41), span(31, 42)]), None);
    }

    #[test]
    fn days_in_a_row_are_those_on_which_anything_is_worked() {
        let days = |place: &Place, others: &[Span]| with(WorkingRule::ConsecutiveDays, 3, place, others);
        let worked = |day: i64| span(day * 24 + 9, day * 24 + 10);
        assert_eq!(days(&hours(9, 10), &[worked(1), worked(2)]), None);
        assert_eq!(
            days(&hours(9, 10), &[worked(1), worked(2), worked(-1)]).unwrap(),
            "Would work 4 days in a row, from 22 November 2026 to 25 November 2026; at most 3 are allowed."
        );
        assert_eq!(days(&hours(9, 10), &[worked(2), worked(3), worked(4), worked(5)]), None, "there is a day between");
        // What ends at midnight does not touch the next day; one minute more does.
        assert_eq!(days(&hours(20, 24), &[worked(-1), worked(-2), worked(2)]), None);
        assert!(days(&hours(20, 25), &[worked(-1), worked(-2)]).is_some());
    }

    #[test]
    fn a_night_counts_when_three_hours_of_it_are_worked() {
        let nights = |place: &Place, others: &[Span]| with(WorkingRule::Nights, 2, place, others);
        // Nights are from 23:00 to 06:00; night 0 begins on Monday.
        let night = |day: i64| span(day * 24 + 22, day * 24 + 30);
        assert_eq!(nights(&hours(22, 30), &[night(1)]), None);
        assert!(nights(&hours(22, 30), &[night(1), night(-1)]).unwrap().starts_with("Would work 3 nights in a row, from 22 November 2026"));
        // Three hours are a night, less is not.
        assert!(nights(&hours(22, 26), &[night(1), night(2)]).is_some());
        assert_eq!(nights(&place(at(22), at(26).plus_millis(-1)), &[night(1), night(2)]), None);
        // The early hours belong to the night before.
        assert!(nights(&hours(24, 30), &[night(-1), night(-2)]).is_some());
    }

    #[test]
    fn what_is_off_is_silent_and_what_warns_does_not_stop() {
        let member = || MemberFacts { busy: vec![busy(span(0, 24))], ..somebody() };
        let place = hours(24, 48);
        assert_eq!(found(&place, member(), rules(&[])), []);
        let found = found(&place, member(), WorkingRules::default());
        assert_eq!((codes(&found), found[0].effect), (vec![Rule::Rest], Effect::Warn));
        let on_call = Place { exclusive: false, ..place };
        assert_eq!(super::found(&on_call, member(), WorkingRules::default()), [], "being ready is not counted");
    }
}

fn any_span() -> impl Strategy<Value = Span> {
    (-200_i64..200, 1_i64..40).prop_map(|(from, length)| span(from, from + length))
}

fn every_rule() -> WorkingRules {
    let limits = [11, 10, 40, 4, 2];
    let on: Vec<_> = WorkingRule::ALL.iter().copied().zip(limits).collect();
    rules(&on)
}

proptest! {
    /// Whatever else somebody has to do: more of it never makes an answer milder.
    #[test]
    fn more_work_never_makes_a_verdict_milder(place in any_span(), there in prop::collection::vec(any_span(), 0..12), more in any_span()) {
        let place = place_of(place);
        let member = MemberFacts { busy: there.iter().copied().map(busy).collect(), ..somebody() };
        let mut fuller = member.clone();
        fuller.busy.push(busy(more));
        fuller.busy.sort_by_key(|busy| busy.span.start());
        let before = verdict(&facts(every_rule(), vec![member]), &place);
        let after = verdict(&facts(every_rule(), vec![fuller]), &place);
        prop_assert!(after.outcome >= before.outcome);
        let rules = codes(&after.findings);
        prop_assert!(codes(&before.findings).iter().all(|rule| rules.contains(rule)), "{before:?} {after:?}");
    }

    /// A verdict says the same whether it is asked for alone or among many, and whatever else was loaded around it.
    #[test]
    fn a_verdict_on_many_is_the_verdict_on_each(places in prop::collection::vec(any_span(), 1..4), work in prop::collection::vec(prop::collection::vec(any_span(), 0..8), 1..5)) {
        let members: Vec<MemberFacts> =
            work.iter().map(|spans| MemberFacts { busy: spans.iter().copied().map(busy).collect(), ..somebody() }).collect();
        let ids: Vec<MemberId> = members.iter().map(|member| member.member).collect();
        let together = facts(every_rule(), members.clone());
        for place in places.into_iter().map(place_of) {
            let many = together.judge(&place, &ids);
            prop_assert_eq!(many.len(), ids.len());
            for (member, told) in members.iter().zip(many) {
                prop_assert_eq!(verdict(&facts(every_rule(), vec![near(member, &place)]), &place), told);
            }
        }
    }
}

fn place_of(span: Span) -> Place {
    place(span.start(), span.end())
}

/// Only what a look at this place alone would have loaded.
fn near(member: &MemberFacts, place: &Place) -> MemberFacts {
    let around = super::super::asked::looked_at(std::slice::from_ref(place), &every_rule()).unwrap();
    MemberFacts { busy: member.busy.iter().filter(|busy| busy.span.overlaps(&around)).cloned().collect(), ..member.clone() }
}
