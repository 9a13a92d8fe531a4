//! The machine held against the lines that were drawn for it.

use super::*;
use proptest::prelude::*;

/// Every line there is. What is not here must not happen.
const LINES: &[(State, &[State])] = &[
    (State::Invited, &[State::Applied, State::Waitlisted, State::Confirmed, State::Declined, State::Released, State::Expired]),
    (State::Applied, &[State::Waitlisted, State::Confirmed, State::Declined, State::Withdrawn, State::Released, State::Expired]),
    (State::Waitlisted, &[State::Offered, State::Confirmed, State::Declined, State::Withdrawn, State::Released, State::Expired]),
    (State::Offered, &[State::Confirmed, State::Declined, State::Withdrawn, State::Released, State::Expired]),
    (State::Confirmed, &[State::Withdrawn, State::LateWithdrawn, State::Released, State::NoShow, State::Verified]),
    (State::OnDuty, &[State::Verified]),
    (State::Worked, &[State::Verified]),
    (State::NoShow, &[State::Verified]),
];

fn lines_from(state: State) -> &'static [State] {
    LINES.iter().find(|(from, _)| *from == state).map_or(&[], |(_, to)| to)
}

fn step(state: State, act: u8, flag: bool) -> Result<State> {
    match act {
        0 => state.confirm(),
        1 => state.apply(),
        2 => state.wait(),
        3 => state.offer(),
        4 => state.decline(),
        5 => state.withdraw(flag),
        6 => state.release(),
        7 => state.expire(),
        8 => state.miss(flag),
        _ => state.verify(flag),
    }
}

proptest! {
    /// From anywhere, by anything, in any order: only along the lines, and what is over stays over.
    #[test]
    fn no_illegal_move(start in prop::sample::select(State::ALL.to_vec()), acts in prop::collection::vec((0..10_u8, any::<bool>()), 1..30)) {
        let mut state = start;
        for (act, flag) in acts {
            if let Ok(next) = step(state, act, flag) {
                prop_assert!(lines_from(state).contains(&next), "{} to {}", state, next);
                state = next;
            }
        }
    }

    /// An offer never runs past the beginning, and nobody is offered more than half of the time there is.
    #[test]
    fn an_offer_ends_before_it_begins(now in 0..1_000_000_000_i64, left in 0..1_000_000_000_i64) {
        let (now, start) = (Timestamp::clamped(now), Timestamp::clamped(now + left));
        let until = offer_until(now, start);
        prop_assert!(until >= now && until <= start);
    }
}

#[test]
fn every_line_can_be_walked() {
    for (from, to) in LINES {
        for wanted in *to {
            let reached = (0..10).flat_map(|act| [true, false].map(|flag| step(*from, act, flag))).any(|next| next.as_ref() == Ok(wanted));
            assert!(reached, "{from} to {wanted}");
        }
    }
}

#[test]
fn a_booking_that_holds_a_place_is_what_its_assignment_is() {
    for state in State::ALL.iter().copied().filter(|state| state.holds_place()) {
        assert_eq!(state.behind(state.of_assignment()), state, "{state}");
        assert!(state.of_assignment().is_live(), "{state}");
    }
    // Whoever planned took it back through the calendar.
    assert_eq!(State::Confirmed.behind(AssignmentState::Released), State::Released);
    assert_eq!(State::Confirmed.behind(AssignmentState::Cancelled), State::Released);
    assert_eq!(State::Offered.behind(AssignmentState::Confirmed), State::Confirmed);
    // It ended here, and is told more closely.
    assert_eq!(State::LateWithdrawn.behind(AssignmentState::Withdrawn), State::LateWithdrawn);
    assert_eq!(State::Expired.behind(AssignmentState::Released), State::Expired);
}

#[test]
fn what_is_offered_is_what_is_allowed() {
    for state in State::ALL.iter().copied() {
        for (begun, over) in [(false, false), (true, false), (true, true)] {
            for act in Act::ALL.iter().copied().filter(|act| act.fits(state, begun, over)) {
                let done = match act {
                    Act::Confirm => state.confirm(),
                    Act::Refuse | Act::Answer => state.decline(),
                    Act::Withdraw => state.withdraw(false),
                    Act::Release => state.release(),
                    Act::NoShow => state.miss(begun),
                    Act::Verify => state.verify(over),
                    Act::Appeal | Act::Swap => Ok(state),
                };
                assert!(done.is_ok(), "{act} of {state}");
            }
        }
    }
}

#[test]
fn what_is_taken_back_late_is_late_by_one_rule() {
    const HOUR: i64 = 3_600_000;
    let at = Timestamp::clamped;
    let course = |closes: Option<i64>| Course { closes: closes.map(|hour| at(hour * HOUR)), start: at(100 * HOUR), end: at(104 * HOUR) };
    let first_late = |closes| (0..=100).find(|hour| is_late(&course(closes), at(hour * HOUR)));
    assert_eq!(first_late(None), Some(76), "a day before it begins, where nothing is said");
    assert_eq!(first_late(Some(50)), Some(50), "from when nobody signs up any more");
    assert_eq!(first_late(Some(98)), Some(98), "be that shorter");
    assert_eq!(first_late(Some(120)), Some(100), "at the latest when it begins");
    assert!(!is_late(&course(None), at(76 * HOUR - 1)) && is_late(&course(None), at(76 * HOUR)));
}
