//! The days of a series.

use super::wall::Wall;
use super::wire::Repeat;
use jiff::civil::Date;
use kernel::{Error, Result};

/// Most sessions made at once.
const MOST: usize = 200;

/// The days on which a series that begins with `first` has a session, the first among them, in order.
pub(super) fn of(first: Wall, repeat: &Repeat) -> Result<Vec<Date>> {
    let own = first.civil().date();
    let mut days: Vec<Date> = repeat.dates.clone();
    if let Some(early) = days.iter().find(|day| **day < own) {
        return Err(Error::field("repeat.dates", "before-the-first", format!("{early} is before the session's own day")));
    }
    if repeat.rule.is_some() {
        return Err(Error::field("repeat.rule", "not-acceptable", "rules are not read yet: give the dates"));
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(repeat: Repeat) -> Result<Vec<Date>> {
        of(Wall::parse("2026-11-28T19:00").unwrap(), &repeat)
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
