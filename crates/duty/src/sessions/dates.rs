//! The days of a series.

use super::wall::Wall;
use super::wire::Repeat;
use calendar::recurrence::{End, Ended, Frequency, Kind, Moment, Recurrence, Rule, Start, Window};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, Line, Result};

/// Most sessions made at once.
const MOST: usize = 200;

/// The days on which a series that begins with `first` has a session, the first among them, in order.
pub(super) fn of(first: Wall, repeat: &Repeat) -> Result<Vec<Date>> {
    let own = first.civil().date();
    let mut days: Vec<Date> = repeat.dates.clone();
    if let Some(early) = days.iter().find(|day| **day < own) {
        return Err(Error::field("repeat.dates", "before-the-first", format!("{early} is before the session's own day")));
    }
    if let Some(rule) = &repeat.rule {
        days.extend(by_rule(own, rule, repeat)?);
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

/// The days that a rule of RFC 5545 means. It is worked out in dates: the time of day is the session's, whatever clocks do.
fn by_rule(own: Date, rule: &Line<500>, repeat: &Repeat) -> Result<Vec<Date>> {
    let refuse = |says: String| Error::field("repeat.rule", "not-acceptable", says);
    let mut rule = Rule::parse(rule.as_str()).map_err(|refusal| refuse(refusal.to_string()))?;
    if rule.frequency() < Frequency::Daily {
        return Err(refuse("counts hours or less: a series has a session a day at most".to_owned()));
    }
    rule = match (rule.end().clone(), repeat.count, repeat.until) {
        (End::Never, None, None) => return Err(refuse("does not end: say `count` or `until`".to_owned())),
        (End::Never, Some(count), _) => rule.ending(End::Count(u32::from(count))),
        (End::Never, None, Some(until)) => rule.ending(End::Until(Moment::Date(until))),
        (End::Until(Moment::Wall(last)), ..) => rule.ending(End::Until(Moment::Date(last.date()))),
        _ => rule,
    };
    let start = Start { wall: own.to_datetime(jiff::civil::Time::midnight()), kind: Kind::Date, zone: TimeZone::UTC };
    let series = Recurrence::new(start, rule).map_err(|refusal| refuse(refusal.to_string()))?;
    let found = series.expand(Window::whole(MOST + 1));
    match found.ended {
        Ended::Work => Err(refuse("names days that never come, or not for centuries".to_owned())),
        _ if found.occurrences.first().is_none_or(|first| first.wall.date() != own) => {
            Err(refuse(format!("does not mean {own}, which is the session's own day")))
        }
        _ => Ok(found.occurrences.into_iter().map(|occurrence| occurrence.wall.date()).collect()),
    }
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

    fn by(rule: &str, count: Option<u16>, until: Option<Date>) -> Result<Vec<Date>> {
        days(Repeat { rule: Some(Line::parse(rule).unwrap()), count, until, dates: Vec::new() })
    }

    fn refused(rule: &str, count: Option<u16>) -> String {
        match by(rule, count, None) {
            Err(Error::Invalid(faults)) => faults[0].message.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn rules_mean_days() {
        let saturdays = [date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12)];
        assert_eq!(by("FREQ=WEEKLY;BYDAY=SA;COUNT=3", None, None).unwrap(), saturdays);
        assert_eq!(by("FREQ=WEEKLY;BYDAY=SA", Some(3), None).unwrap(), saturdays);
        assert_eq!(by("FREQ=WEEKLY", None, Some(date(2026, 12, 12))).unwrap(), saturdays);
        assert_eq!(by("FREQ=MONTHLY;BYDAY=-1SA", Some(2), None).unwrap(), [date(2026, 11, 28), date(2026, 12, 26)]);
        let both = Repeat { rule: Some(Line::parse("FREQ=WEEKLY;COUNT=2").unwrap()), dates: vec![date(2026, 12, 1)], ..Repeat::default() };
        assert_eq!(days(both).unwrap(), [date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 5)]);
    }

    #[test]
    fn rules_that_are_none_say_why() {
        assert_eq!(refused("FREQ=WEEKLY", None), "does not end: say `count` or `until`");
        assert_eq!(refused("FREQ=HOURLY;COUNT=3", None), "counts hours or less: a series has a session a day at most");
        assert_eq!(refused("FREQ=WEEKLY;BYDAY=SU", Some(3)), "does not mean 2026-11-28, which is the session's own day");
        assert_eq!(refused("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", Some(3)), "names days that never come, or not for centuries");
        assert_eq!(refused("WEEKLY", Some(3)), "has \"WEEKLY\", which is not of the form NAME=value");
        assert_eq!(refused("FREQ=DAILY", Some(999)), "at most 200 sessions are made at once");
    }
}
