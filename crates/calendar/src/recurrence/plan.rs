//! A rule made ready for stepping: what it leaves out is taken from its start, and each question has a quick answer.

use super::day::Day;
use super::{Frequency, OnDay, Rule, Start};
use jiff::civil::Weekday;

/// Which days a rule allows, and which times on them.
pub(super) struct Plan<'r> {
    rule: &'r Rule,
    months: Vec<u8>,
    month_days: Vec<i8>,
    days: Vec<OnDay>,
    pub(super) hours: Vec<u8>,
    pub(super) minutes: Vec<u8>,
    pub(super) seconds: Vec<u8>,
}

impl<'r> Plan<'r> {
    pub(super) fn new(rule: &'r Rule, start: &Start) -> Self {
        let of = |number: i8| number.unsigned_abs();
        let frequency = rule.frequency;
        let mut plan = Self {
            rule,
            months: rule.months.clone(),
            month_days: rule.month_days.clone(),
            days: rule.days.clone(),
            hours: unless(&rule.hours, frequency > Frequency::Hourly, of(start.wall.hour())),
            minutes: unless(&rule.minutes, frequency > Frequency::Minutely, of(start.wall.minute())),
            seconds: unless(&rule.seconds, frequency > Frequency::Secondly, of(start.wall.second())),
        };
        if !rule.names_days() {
            match frequency {
                Frequency::Yearly => {
                    plan.months = unless(&rule.months, true, of(start.wall.month()));
                    plan.month_days = vec![start.wall.day()];
                }
                Frequency::Monthly => plan.month_days = vec![start.wall.day()],
                Frequency::Weekly => plan.days = vec![OnDay { nth: None, weekday: start.wall.date().weekday() }],
                _ => {}
            }
        }
        plan
    }

    /// Whether anything can happen in this month.
    pub(super) fn in_month(&self, month: u8) -> bool {
        self.months.is_empty() || self.months.contains(&month)
    }

    /// Whether the rule allows this day.
    pub(super) fn on(&self, day: Day) -> bool {
        self.in_month(day.month) && self.in_week(day) && self.on_year_day(day) && self.on_month_day(day) && self.on_weekday(day)
    }

    pub(super) fn at_hour(&self, hour: u8) -> bool {
        self.hours.is_empty() || self.hours.contains(&hour)
    }

    pub(super) fn at_minute(&self, minute: u8) -> bool {
        self.minutes.is_empty() || self.minutes.contains(&minute)
    }

    pub(super) fn at_second(&self, second: u8) -> bool {
        self.seconds.is_empty() || self.seconds.contains(&second)
    }

    fn in_week(&self, day: Day) -> bool {
        let wanted = &self.rule.weeks;
        let counted = || day.week(self.rule.week_start).is_some_and(|(week, weeks)| wanted.iter().any(|week_no| is(*week_no, week, weeks)));
        wanted.is_empty() || counted()
    }

    fn on_year_day(&self, day: Day) -> bool {
        let wanted = &self.rule.year_days;
        wanted.is_empty() || wanted.iter().any(|number| is(*number, day.of_year(), day.year_length()))
    }

    fn on_month_day(&self, day: Day) -> bool {
        self.month_days.is_empty() || self.month_days.iter().any(|number| is(*number, i32::from(day.day), day.month_length()))
    }

    fn on_weekday(&self, day: Day) -> bool {
        if self.days.is_empty() {
            return true;
        }
        let weekday = day.weekday();
        let mut same = self.days.iter().filter(|on| i32::from(on.weekday.to_monday_zero_offset()) == weekday);
        same.any(|on| on.nth.is_none_or(|nth| self.is_nth(day, nth)))
    }

    /// Whether `day` is the nth of its weekday: in the year, when the rule counts years and names no month; else in the month.
    fn is_nth(&self, day: Day, nth: i8) -> bool {
        let in_year = self.rule.frequency == Frequency::Yearly && self.months.is_empty();
        let (at, length) = if in_year { (day.of_year(), day.year_length()) } else { (i32::from(day.day), day.month_length()) };
        let (from_start, from_end) = ((at - 1) / 7 + 1, (length - at) / 7 + 1);
        i32::from(nth) == if nth > 0 { from_start } else { -from_end }
    }

    pub(super) fn interval(&self) -> i64 {
        i64::from(self.rule.interval)
    }

    pub(super) fn frequency(&self) -> Frequency {
        self.rule.frequency
    }

    pub(super) fn week_start(&self) -> Weekday {
        self.rule.week_start
    }

    /// Which of `many` candidates the rule chooses, in order; `None` where it takes all.
    pub(super) fn positions(&self, many: usize) -> Option<Vec<usize>> {
        if self.rule.positions.is_empty() {
            return None;
        }
        let chosen = |at: &i16| {
            let at = isize::from(*at);
            let many = isize::try_from(many).ok()?;
            usize::try_from(if at > 0 { at - 1 } else { many + at }).ok().filter(|at| isize::try_from(*at).is_ok_and(|at| at < many))
        };
        let mut chosen: Vec<usize> = self.rule.positions.iter().filter_map(chosen).collect();
        chosen.sort_unstable();
        chosen.dedup();
        Some(chosen)
    }
}

/// Whether `wanted`, counted from the end where negative, is the `at`th of `length`.
fn is(wanted: impl Into<i32>, at: i32, length: i32) -> bool {
    let wanted = wanted.into();
    wanted == if wanted > 0 { at } else { at - length - 1 }
}

/// What a list says; what the start says, where it says nothing and the rule needs one.
fn unless(list: &[u8], needed: bool, from_start: u8) -> Vec<u8> {
    if list.is_empty() && needed { vec![from_start] } else { list.to_vec() }
}
