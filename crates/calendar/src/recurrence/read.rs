//! Reads rules. Tolerant of letter case, spaces around values and a semicolon at the end; strict in what is said.

use super::{End, Frequency, OnDay, Refusal, Rule};
use crate::ics::value::moment;
use jiff::civil::Weekday;
use std::str::FromStr;

const LONGEST: usize = 2_000;

const NAMES: [&str; 14] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

pub(super) fn read(text: &str) -> Result<Rule, Refusal> {
    let text = text.trim();
    let text = text.get(..6).filter(|name| name.eq_ignore_ascii_case("RRULE:")).map_or(text, |_| &text[6..]);
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if text.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let parts = Parts::split(text)?;
    let rule = Rule {
        frequency: parts.frequency()?,
        interval: parts.number("INTERVAL", 1)?.unwrap_or(1),
        end: parts.end()?,
        seconds: parts.list("BYSECOND", "numbers from 0 to 60", |second: &u8| *second <= 60)?,
        minutes: parts.list("BYMINUTE", "numbers from 0 to 59", |minute: &u8| *minute <= 59)?,
        hours: parts.list("BYHOUR", "numbers from 0 to 23", |hour: &u8| *hour <= 23)?,
        days: parts.days()?,
        month_days: parts.list("BYMONTHDAY", "days from 1 to 31, or -1 to -31", |day: &i8| counted(i16::from(*day), 31))?,
        year_days: parts.list("BYYEARDAY", "days from 1 to 366, or -1 to -366", |day: &i16| counted(*day, 366))?,
        weeks: parts.list("BYWEEKNO", "weeks from 1 to 53, or -1 to -53", |week: &i8| counted(i16::from(*week), 53))?,
        months: parts.list("BYMONTH", "months from 1 to 12", |month: &u8| (1..=12).contains(month))?,
        positions: parts.list("BYSETPOS", "positions from 1 to 366, or -1 to -366", |at: &i16| counted(*at, 366))?,
        week_start: match parts.of("WKST") {
            Some(text) => weekday(text).ok_or_else(|| wrong("WKST", text, "a day such as MO"))?,
            None => Weekday::Monday,
        },
    };
    agree(&rule).map(|()| leap_seconds_away(rule))
}

/// What RFC 5545 (3.3.10) says may not stand together.
fn agree(rule: &Rule) -> Result<(), Refusal> {
    let frequency = rule.frequency;
    let counted_days = rule.days.iter().any(|day| day.nth.is_some());
    let alone =
        rule.names_days() || !(rule.months.is_empty() && rule.hours.is_empty() && rule.minutes.is_empty() && rule.seconds.is_empty());
    let wrong = match frequency {
        _ if !rule.weeks.is_empty() && frequency != Frequency::Yearly => "BYWEEKNO goes with FREQ=YEARLY alone",
        Frequency::Daily | Frequency::Weekly | Frequency::Monthly if !rule.year_days.is_empty() => {
            "BYYEARDAY does not go with FREQ=DAILY, WEEKLY or MONTHLY"
        }
        Frequency::Weekly if !rule.month_days.is_empty() => "BYMONTHDAY does not go with FREQ=WEEKLY",
        _ if counted_days && frequency < Frequency::Monthly => "numbered days such as 1MO go with FREQ=MONTHLY or YEARLY alone",
        _ if counted_days && !rule.weeks.is_empty() => "numbered days such as 1MO do not go with BYWEEKNO",
        _ if !rule.positions.is_empty() && !alone => "BYSETPOS needs another BY part to choose from",
        _ => return Ok(()),
    };
    Err(Refusal::Together(wrong))
}

/// Clocks here have no second 60: RFC 5545 reads it as 59.
fn leap_seconds_away(mut rule: Rule) -> Rule {
    if rule.seconds.last() == Some(&60) {
        rule.seconds.pop();
        if rule.seconds.last() != Some(&59) {
            rule.seconds.push(59);
        }
    }
    rule
}

fn counted(number: i16, most: i16) -> bool {
    number != 0 && (-most..=most).contains(&number)
}

fn wrong(part: &'static str, says: &str, expected: &'static str) -> Refusal {
    Refusal::Value { part, says: says.chars().take(40).collect(), expected }
}

struct Parts<'t>([Option<&'t str>; NAMES.len()]);

impl<'t> Parts<'t> {
    fn split(text: &'t str) -> Result<Self, Refusal> {
        let mut parts = [None; NAMES.len()];
        for part in text.strip_suffix(';').unwrap_or(text).split(';') {
            let shown = || part.chars().take(40).collect::<String>();
            let (name, value) = part.split_once('=').ok_or_else(|| Refusal::NotAPart(shown()))?;
            let name = name.trim();
            let at = NAMES.iter().position(|known| known.eq_ignore_ascii_case(name)).ok_or_else(|| Refusal::UnknownPart(shown()))?;
            if parts[at].replace(value.trim()).is_some() {
                return Err(Refusal::Twice(NAMES[at]));
            }
        }
        Ok(Self(parts))
    }

    fn of(&self, name: &str) -> Option<&'t str> {
        NAMES.iter().position(|known| *known == name).and_then(|at| self.0[at])
    }

    fn frequency(&self) -> Result<Frequency, Refusal> {
        let text = self.of("FREQ").ok_or(Refusal::NoFrequency)?;
        let known = super::written::FREQUENCIES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
        known.map(|(frequency, _)| *frequency).ok_or_else(|| wrong("FREQ", text, "a word such as DAILY or WEEKLY"))
    }

    fn number(&self, part: &'static str, least: u32) -> Result<Option<u32>, Refusal> {
        let Some(text) = self.of(part) else { return Ok(None) };
        let number = digits(text).and_then(|digits| digits.parse().ok()).filter(|number| (least..=999_999).contains(number));
        number.map(Some).ok_or_else(|| wrong(part, text, "a whole number from 1 to 999999"))
    }

    fn end(&self) -> Result<End, Refusal> {
        match (self.number("COUNT", 1)?, self.of("UNTIL")) {
            (Some(_), Some(_)) => Err(Refusal::Together("COUNT and UNTIL do not go together")),
            (Some(count), None) => Ok(End::Count(count)),
            (None, Some(text)) => {
                moment(text).map(End::Until).ok_or_else(|| wrong("UNTIL", text, "a date or time such as 20261231 or 20261231T235959Z"))
            }
            (None, None) => Ok(End::Never),
        }
    }

    fn list<T: FromStr + Ord>(&self, part: &'static str, expected: &'static str, may: impl Fn(&T) -> bool) -> Result<Vec<T>, Refusal> {
        let Some(text) = self.of(part) else { return Ok(Vec::new()) };
        let one = |item: &str| signed_digits(item).and_then(|item| item.parse().ok()).filter(&may);
        let read: Option<Vec<T>> = text.split(',').map(one).collect();
        let mut list = read.ok_or_else(|| wrong(part, text, expected))?;
        list.sort_unstable();
        list.dedup();
        Ok(list)
    }

    fn days(&self) -> Result<Vec<OnDay>, Refusal> {
        let Some(text) = self.of("BYDAY") else { return Ok(Vec::new()) };
        let read: Option<Vec<OnDay>> = text.split(',').map(on_day).collect();
        let mut days = read.ok_or_else(|| wrong("BYDAY", text, "days such as MO, 1TU or -1FR"))?;
        days.sort_unstable_by_key(|day| (day.weekday.to_monday_zero_offset(), day.nth));
        days.dedup();
        Ok(days)
    }
}

fn on_day(text: &str) -> Option<OnDay> {
    let text = text.trim();
    let cut = text.len().checked_sub(2).filter(|cut| text.is_char_boundary(*cut))?;
    let (nth, day) = text.split_at(cut);
    let nth = match nth {
        "" => None,
        number => Some(signed_digits(number)?.parse().ok().filter(|nth: &i8| counted(i16::from(*nth), 53))?),
    };
    Some(OnDay { nth, weekday: weekday(day)? })
}

fn weekday(text: &str) -> Option<Weekday> {
    super::written::WEEKDAYS.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(day, _)| *day)
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Digits with a sign perhaps; what `parse` would take besides is no part of the grammar.
fn signed_digits(text: &str) -> Option<&str> {
    let text = text.trim();
    digits(text.strip_prefix(['+', '-']).unwrap_or(text)).map(|_| text)
}
