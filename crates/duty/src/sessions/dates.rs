//! The days of a series.

use super::wall::Wall;
use super::wire::Repeat;
use calendar::recurrence::{Ended, Kind, Recurrence, Rule, Start, Window};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, Result};

/// Most sessions made at once.
const MOST: usize = 200;

/// The days on which a series that begins with `first` has a session, the first among them, in order.
pub(super) fn of(first: Wall, zone: &TimeZone, repeat: &Repeat) -> Result<Vec<Date>> {
    let own = first.civil().date();
    if repeat.count.is_some_and(|count| count == 0 || usize::from(count) > MOST) {
        return Err(Error::field("repeat.count", "out-of-range", format!("must be from 1 to {MOST}")));
    }
    let mut days: Vec<Date> = repeat.dates.clone();
    if let Some(early) = days.iter().find(|day| **day < own) {
        return Err(Error::field("repeat.dates", "before-the-first", format!("{early} is before the session's own day")));
    }
    if let Some(rule) = &repeat.rule {
        days.extend(by_rule(first, zone, rule.as_str(), repeat)?);
    }
    days.push(own);
    days.sort_unstable();
    days.dedup();
    days.retain(|day| repeat.until.is_none_or(|until| *day <= until));
    days.truncate(repeat.count.map_or(usize::MAX, usize::from));
    if days.is_empty() {
        return Err(Error::field("repeat", "no-day", "there is no day on which a session would be"));
    }
    if days.len() > MOST {
        return Err(Error::field("repeat", "too-many", format!("at most {MOST} sessions are made at once")));
    }
    Ok(days)
}

/// The days that a rule names. It must come to an end, by itself or by what stands beside it.
fn by_rule(first: Wall, zone: &TimeZone, text: &str, repeat: &Repeat) -> Result<Vec<Date>> {
    let fault = |says: String| Error::field("repeat.rule", "not-acceptable", says);
    let rule = Rule::parse(text).map_err(|refusal| fault(refusal.to_string()))?;
    let start = Start { wall: first.civil(), kind: Kind::Zoned, zone: zone.clone() };
    let recurrence = Recurrence::new(start, rule).map_err(|refusal| fault(refusal.to_string()))?;
    let wanted = repeat.count.map_or(MOST + 1, |count| usize::from(count).min(MOST + 1));
    let found = recurrence.expand(Window::whole(wanted));
    let mut days = Vec::with_capacity(found.occurrences.len());
    for occurrence in &found.occurrences {
        if occurrence.wall.time() != first.civil().time() {
            return Err(fault("says times of day: each session is at the time of the first".to_owned()));
        }
        days.push(occurrence.wall.date());
    }
    if days.is_empty() {
        return Err(fault("names no day at all".to_owned()));
    }
    let is_bounded = repeat.count.is_some() || repeat.until.is_some();
    if found.ended == Ended::Work || (found.ended == Ended::Most && !is_bounded && days.len() > MOST) {
        return Err(fault(format!("names more than {MOST} days: say count or until")));
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(repeat: Repeat) -> Result<Vec<Date>> {
        of(Wall::parse("2026-11-28T19:00").unwrap(), &TimeZone::get("Europe/London").unwrap(), &repeat)
    }

    fn by(rule: &str, count: Option<u16>, until: Option<Date>) -> Result<Vec<Date>> {
        days(Repeat { rule: Some(kernel::Line::parse(rule).unwrap()), count, until, dates: Vec::new() })
    }

    #[test]
    fn a_rule_names_days_until_it_ends() {
        let saturdays = [date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12)];
        assert_eq!(by("FREQ=WEEKLY;BYDAY=SA", Some(3), None).unwrap(), saturdays);
        assert_eq!(by("FREQ=WEEKLY", None, Some(date(2026, 12, 18))).unwrap(), saturdays);
        assert_eq!(by("FREQ=WEEKLY;COUNT=3", None, None).unwrap(), saturdays);
        assert_eq!(by("FREQ=WEEKLY;UNTIL=20261212T190000Z", None, None).unwrap(), saturdays);
        // The session's own day is the first, even where the rule does not name it.
        assert_eq!(by("FREQ=WEEKLY;BYDAY=SU;COUNT=1", Some(2), None).unwrap()[0], date(2026, 11, 28));
        for bad in
            ["FREQ=WEEKLY", "FREQ=HOURLY;COUNT=3", "FREQ=SOMETIMES", "FREQ=DAILY;BYHOUR=9;COUNT=4", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
        {
            assert!(by(bad, None, None).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_in_order_and_each_once() {
        let dates = vec![date(2026, 12, 12), date(2026, 12, 5), date(2026, 11, 28), date(2026, 12, 5)];
        assert_eq!(
            days(Repeat { dates: dates.clone(), ..Repeat::default() }).unwrap(),
            [date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12)]
        );
        assert_eq!(days(Repeat { dates: dates.clone(), count: Some(2), ..Repeat::default() }).unwrap().len(), 2);
        assert_eq!(days(Repeat { dates, until: Some(date(2026, 12, 5)), ..Repeat::default() }).unwrap().len(), 2);
        assert!(days(Repeat { dates: vec![date(2026, 11, 27)], ..Repeat::default() }).is_err());
    }
}
