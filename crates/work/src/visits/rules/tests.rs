//! Every order in which a device's reports can arrive, and no other way along than the drawn one.

use super::*;
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::clamped(1_700_000_000_000 + second * 1_000)
}

fn report(told: Told, second: i64, from_device: bool) -> Report {
    Report { told, at: at(second), reason: Some(AbortReason::Parts), note: Some("No gasket".into()), from_device }
}

/// Takes reports in the order they are heard; the states it went through.
fn heard(reports: &[Report]) -> Vec<State> {
    let (mut states, mut pauses) = (vec![State::Sent], None::<Timestamp>);
    for report in reports {
        let taken = states.last().unwrap().clone().take(report, pauses).unwrap();
        if report.told.is_of_presence() {
            pauses = pauses.max(Some(report.at));
        }
        states.push(taken.state);
    }
    states
}

/// What a telephone can have to tell: a way along the machine, a second apart.
fn a_day() -> impl Strategy<Value = Vec<Report>> {
    let end = prop_oneof![Just(Some(Told::Done)), Just(Some(Told::Aborted)), Just(None)];
    (0..5_usize, 0..4_usize, end).prop_map(|(far, pauses, end)| {
        let steps = [Told::Received, Told::Accepted, Told::Travelling, Told::OnSite];
        let mut told: Vec<Told> = steps[..far.min(4)].to_vec();
        if far >= 4 {
            (0..pauses).for_each(|at| told.push(if at % 2 == 0 { Told::Paused } else { Told::Resumed }));
            if pauses % 2 == 1 && end == Some(Told::Done) {
                told.push(Told::Resumed);
            }
            told.extend(end);
        }
        (0_i64..).zip(told).map(|(second, told)| report(told, second, true)).collect()
    })
}

proptest! {
    #[test]
    fn a_device_heard_in_any_order_ends_where_it_is_and_never_goes_back(
        (day, heard_as) in a_day().prop_flat_map(|day| (Just(day.clone()), Just(day).prop_shuffle()))
    ) {
        let in_order = heard(&day);
        let shuffled = heard(&heard_as);
        prop_assert_eq!(in_order.last(), shuffled.last());
        for two in shuffled.windows(2) {
            prop_assert!(two[0].word().step() <= two[1].word().step(), "{:?} after {:?}", two[1], two[0]);
        }
    }

    #[test]
    fn who_sits_at_a_screen_goes_only_drawn_lines(told in prop::collection::vec(prop::sample::select(Told::ALL), 0..30)) {
        let mut state = State::Planned;
        for (second, told) in (0..).zip(told) {
            let before = state.clone();
            match state.clone().take(&report(told, second, false), None) {
                Ok(taken) => {
                    prop_assert!(told.follows(before.word()) && taken.moved);
                    prop_assert!(before.word().is_live());
                    state = taken.state;
                }
                Err(refused) => {
                    prop_assert!(!told.follows(before.word()));
                    prop_assert_eq!(refused.code(), "visit-not-there");
                }
            }
        }
    }
}

#[test]
fn the_proof_would_notice_a_visit_that_follows_what_was_heard_last() {
    let (day, naive) = ([report(Told::OnSite, 0, true), report(Told::Done, 1, true)], |report: &Report| report.leads_to().unwrap());
    let in_order = day.iter().map(naive).next_back();
    let the_other_way = day.iter().rev().map(naive).next_back();
    assert_ne!(in_order, the_other_way);
    assert_eq!(heard(&day).last(), heard(&[day[1].clone(), day[0].clone()]).last());
}

#[test]
fn an_ended_visit_stays_ended() {
    for end in [State::Done, State::Aborted(AbortReason::Parts, None), State::Recalled("Storm".into()), State::Declined("Ill".into())] {
        for told in Told::ALL {
            let taken = end.clone().take(&report(*told, 9, true), None).unwrap();
            assert_eq!((taken.state, taken.moved), (end.clone(), false));
            assert!(end.clone().take(&report(*told, 9, false), None).is_err());
        }
        assert!(end.recall("Late".into()).is_err());
    }
}

#[test]
fn who_left_and_came_back_is_told_by_the_clock_that_saw_it() {
    let told = [report(Told::Resumed, 20, true), report(Told::OnSite, 0, true), report(Told::Paused, 10, true)];
    assert_eq!(heard(&told).last(), Some(&State::OnSite));
    let told = [report(Told::Paused, 30, true), report(Told::Resumed, 20, true)];
    assert_eq!(heard(&told).last(), Some(&State::Paused));
}

#[test]
fn breaking_off_and_declining_want_a_word() {
    let mut silent = report(Told::Aborted, 0, false);
    (silent.reason, silent.note) = (None, None);
    assert!(State::OnSite.take(&silent, None).is_err());
    silent.reason = Some(AbortReason::Other);
    assert!(State::OnSite.take(&silent, None).is_err());
    silent.reason = Some(AbortReason::NoAccess);
    assert!(State::OnSite.take(&silent, None).is_ok());
    silent.told = Told::Declined;
    assert!(State::Sent.take(&silent, None).is_err());
}

#[test]
fn a_job_stands_where_its_visits_are() {
    use VisitState as V;
    let cases: &[(&[V], Option<JobStatus>)] = &[
        (&[], None),
        (&[V::Planned], Some(JobStatus::Planned)),
        (&[V::Accepted, V::Sent], Some(JobStatus::Planned)),
        (&[V::Travelling], Some(JobStatus::InProgress)),
        (&[V::Paused, V::Planned], Some(JobStatus::InProgress)),
        (&[V::Done, V::Planned], Some(JobStatus::InProgress)),
        (&[V::Done], Some(JobStatus::WorkDone)),
        (&[V::Done, V::Recalled], Some(JobStatus::WorkDone)),
        (&[V::Aborted, V::Done], Some(JobStatus::WorkDone)),
        (&[V::Done, V::Aborted], Some(JobStatus::Open)),
        (&[V::Aborted], Some(JobStatus::Open)),
        (&[V::Declined], Some(JobStatus::Open)),
        (&[V::Recalled], Some(JobStatus::Open)),
        (&[V::Aborted, V::Planned], Some(JobStatus::Planned)),
    ];
    for (visits, status) in cases {
        assert_eq!(job_follows(visits), *status, "{visits:?}");
    }
}
