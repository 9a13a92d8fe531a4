//! What the rules of plans hold, at the ends of months and years and where days are missing.

use super::*;
use jiff::civil::date;

const DAYS: Days = Days { before: 3, after: 3, lead: 14 };

fn timing(rule: &str, first: Date, basis: Basis) -> Result<Timing> {
    Timing::read(rule, first, basis, DAYS)
}

fn by_plan(rule: &str, first: Date) -> Timing {
    timing(rule, first, Basis::Plan).unwrap()
}

fn until(timing: &Timing, first: Date, last: Date) -> Vec<Date> {
    timing.ahead(first, &[], (first, last), first)
}

#[test]
fn a_day_that_a_month_lacks_is_none_and_the_last_day_has_a_name() {
    let first = date(2027, 1, 31);
    let same = by_plan("FREQ=MONTHLY", first);
    assert_eq!(until(&same, first, date(2027, 6, 1)), [first, date(2027, 3, 31), date(2027, 5, 31)]);
    let last = by_plan("FREQ=MONTHLY;BYMONTHDAY=-1", first);
    let ends = [first, date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)];
    assert_eq!(until(&last, first, date(2027, 5, 1)), ends);
    let leap = by_plan("FREQ=YEARLY", date(2028, 2, 29));
    assert_eq!(until(&leap, date(2028, 2, 1), date(2037, 1, 1)), [date(2028, 2, 29), date(2032, 2, 29), date(2036, 2, 29)]);
}

#[test]
fn from_completion_a_day_that_a_month_lacks_is_its_last() {
    let monthly = timing("FREQ=MONTHLY", date(2027, 1, 31), Basis::Completion).unwrap();
    let done = |due: Date, on: Date| [Past { due, fate: Fate::Done(on) }];
    let next = |timing: &Timing, past: &[Past]| timing.next_after(date(2026, 1, 1), past, date(2027, 1, 1));
    assert_eq!(next(&monthly, &[]), Some(date(2027, 1, 31)));
    assert_eq!(next(&monthly, &done(date(2027, 1, 31), date(2027, 1, 31))), Some(date(2027, 2, 28)));
    let yearly = timing("FREQ=YEARLY", date(2028, 2, 29), Basis::Completion).unwrap();
    assert_eq!(next(&yearly, &done(date(2028, 2, 29), date(2028, 2, 29))), Some(date(2029, 2, 28)));
    // Late or early, it is counted from when it was done; while it is open there is no next.
    assert_eq!(next(&monthly, &done(date(2027, 1, 31), date(2027, 3, 10))), Some(date(2027, 4, 10)));
    assert_eq!(next(&monthly, &[Past { due: date(2027, 1, 31), fate: Fate::Open }]), None);
    // Done so early that the next would come before it: each time has a day of its own.
    let daily = timing("FREQ=DAILY", date(2027, 1, 31), Basis::Completion).unwrap();
    assert_eq!(next(&daily, &done(date(2027, 1, 31), date(2027, 1, 20))), Some(date(2027, 2, 1)));
    // A job that lay for a year and is cancelled is not followed by a year of jobs.
    let passed = [Past { due: date(2027, 1, 31), fate: Fate::Passed(date(2028, 1, 5)) }];
    assert_eq!(next(&daily, &passed), Some(date(2028, 1, 5)));
}

#[test]
fn clock_changes_move_no_day() {
    // Clocks in Apia left out 30 December 2011, and those of Sao Paulo once skipped midnight: a plan counts days all the same.
    let daily = by_plan("FREQ=DAILY", date(2011, 12, 29));
    assert_eq!(until(&daily, date(2011, 12, 29), date(2011, 12, 31)).len(), 3);
    let across = by_plan("FREQ=DAILY", date(2026, 10, 20));
    assert_eq!(until(&across, date(2026, 10, 20), date(2026, 10, 30)).len(), 11);
}

#[test]
fn what_was_over_before_the_plan_began_is_not_made() {
    let weekly = by_plan("FREQ=WEEKLY", date(2020, 1, 6));
    let today = date(2026, 11, 21);
    // Monday the 16th could be done until the 19th; Monday the 23rd is ahead.
    assert_eq!(weekly.due(today, &[], today), [date(2026, 11, 23), date(2026, 11, 30)]);
    assert_eq!(weekly.due(date(2026, 11, 19), &[], today)[0], date(2026, 11, 16));
    assert_eq!(weekly.window(date(2026, 11, 16)), (date(2026, 11, 13), date(2026, 11, 19)));
    let past = [Past { due: date(2026, 11, 23), fate: Fate::Open }];
    assert_eq!(weekly.due(today, &past, today), [date(2026, 11, 30)]);
    assert_eq!(weekly.next_after(today, &past, today), Some(date(2026, 11, 30)));
}

#[test]
fn rules_that_do_not_fit_are_refused() {
    let first = date(2026, 12, 1);
    for bad in ["", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;UNTIL=20261231T000000Z"] {
        assert!(timing(bad, first, Basis::Plan).is_err(), "{bad}");
        assert!(timing(bad, first, Basis::Completion).is_err(), "{bad}");
    }
    for bad in ["FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;INTERVAL=11"] {
        assert!(timing(bad, first, Basis::Completion).is_err(), "{bad}");
    }
    assert!(timing("FREQ=WEEKLY;COUNT=3", first, Basis::Plan).is_ok());
}
