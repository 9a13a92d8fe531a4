//! The machine held against the picture in the module's head.

use super::*;
use proptest::prelude::*;

fn now() -> Timestamp {
    Timestamp::clamped(1_795_000_000_000)
}

fn apply(state: State, act: Act) -> Result<State> {
    match act {
        Act::Open => state.open(),
        Act::Hold => state.hold(HoldReason::Parts, Some("a pump".into()), now()),
        Act::Resume => state.resume(),
        Act::Complete => state.complete(),
        Act::Close => state.close(),
        Act::Cancel => state.cancel(CancelReason::Duplicate, None, now()),
        Act::Reopen => state.reopen(),
        Act::Edit => may_edit(state.status()).map(|()| state),
        Act::Note => Ok(state),
    }
}

fn states() -> impl Strategy<Value = State> {
    let from = prop_oneof![Just(Status::Open), Just(Status::Planned), Just(Status::InProgress)];
    prop_oneof![
        Just(State::Draft),
        Just(State::Open),
        Just(State::Planned),
        Just(State::InProgress),
        from.prop_map(|from| State::OnHold(Hold { reason: HoldReason::Weather, note: None, since: now(), from })),
        Just(State::WorkDone),
        Just(State::Closed),
        Just(State::Cancelled(Cancellation { reason: CancelReason::Other, note: None, at: now() })),
    ]
}

fn acts() -> impl Strategy<Value = Act> {
    proptest::sample::select(Act::ALL)
}

proptest! {
    #[test]
    fn what_is_offered_is_what_the_machine_takes(state in states(), act in acts()) {
        prop_assert_eq!(act.fits(state.status()), apply(state, act).is_ok());
    }

    #[test]
    fn planned_and_in_progress_are_never_typed(path in proptest::collection::vec(acts(), 0..40)) {
        let mut state = State::Draft;
        for act in path {
            state = apply(state.clone(), act).unwrap_or(state);
            prop_assert!(!matches!(state.status(), Status::Planned | Status::InProgress), "{:?} led to {:?}", act, state);
        }
    }

    #[test]
    fn a_hold_resumed_leaves_no_trace(state in states()) {
        if let Ok(held) = state.clone().hold(HoldReason::Access, None, now()) {
            prop_assert_eq!(held.resume().unwrap(), state);
        }
    }

    #[test]
    fn a_job_is_closed_only_after_its_work_was_done(path in proptest::collection::vec(acts(), 0..40)) {
        let mut state = State::Draft;
        for act in path {
            let before = state.status();
            state = apply(state.clone(), act).unwrap_or(state);
            if state.status() == Status::Closed && before != Status::Closed {
                prop_assert_eq!(before, Status::WorkDone);
            }
        }
    }

    #[test]
    fn nothing_leaves_the_end_but_reopening(state in states(), act in acts()) {
        let ended = matches!(state.status(), Status::Closed | Status::Cancelled);
        if let Ok(next) = apply(state.clone(), act) && ended && next.status() != state.status() {
            prop_assert_eq!(act, Act::Reopen);
        }
    }
}

#[test]
fn a_refusal_tells_the_rule_and_the_fact() {
    let told = State::Draft.close().unwrap_err();
    assert_eq!(told.code(), "work-not-done");
    assert!(told.to_string().ends_with("this one is draft"), "{told}");
}

#[test]
fn every_way_out_of_the_machine() {
    let drawn: Vec<String> = Status::ALL
        .iter()
        .map(|status| {
            let acts: Vec<&str> = Act::ALL.iter().filter(|act| act.fits(*status)).map(|act| act.as_str()).collect();
            format!("{status}: {}", acts.join(" "))
        })
        .collect();
    let picture = [
        "draft: open cancel edit note",
        "open: hold complete cancel edit note",
        "planned: hold complete cancel edit note",
        "in_progress: hold complete cancel edit note",
        "on_hold: resume cancel edit note",
        "work_done: close reopen edit note",
        "closed: reopen note",
        "cancelled: reopen note",
    ];
    assert_eq!(drawn, picture);
}
