//! Steps through a rule's periods in order and hands out the wall times it makes, until told to stop or out of work.

use super::day::{Day, month_length};
use super::plan::Plan;
use super::{Frequency, Start};
use jiff::civil::DateTime;
use std::ops::ControlFlow;

/// Why a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// Whoever listened had enough.
    Listener,
    /// The calendar has no more years.
    Calendar,
    /// The work allowed is used up.
    Work,
}

const DAY: i64 = 86_400;

/// Walks `plan` from its start, or from the period that holds `from`, and tells `each` every wall time not before the start.
pub(super) fn walk(
    plan: &Plan<'_>,
    start: &Start,
    from: Option<DateTime>,
    work: &mut u64,
    each: &mut dyn FnMut(DateTime) -> ControlFlow<()>,
) -> Stopped {
    let mut walk = Walk { plan, start: start.wall, work, each };
    let ended = if plan.frequency() < Frequency::Daily { walk.times(from) } else { walk.periods(from) };
    ended.break_value().unwrap_or(Stopped::Calendar)
}

struct Walk<'w> {
    plan: &'w Plan<'w>,
    start: DateTime,
    work: &'w mut u64,
    each: &'w mut dyn FnMut(DateTime) -> ControlFlow<()>,
}

type Step = ControlFlow<Stopped>;

/// What ends at the calendar's end.
fn within<T>(value: Option<T>) -> ControlFlow<Stopped, T> {
    value.map_or(ControlFlow::Break(Stopped::Calendar), ControlFlow::Continue)
}

impl Walk<'_> {
    fn pay(&mut self, work: u64) -> Step {
        match self.work.checked_sub(work) {
            Some(left) => {
                *self.work = left;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(Stopped::Work),
        }
    }

    /// Years, months, weeks, days: the days that the rule allows in each, and its times on them.
    fn periods(&mut self, from: Option<DateTime>) -> Step {
        let first = within(Day::of_date(self.start.date()))?;
        let from = from.and_then(|from| Day::of_date(from.date())).unwrap_or(first);
        let interval = self.plan.interval();
        let passed = match self.plan.frequency() {
            Frequency::Yearly => i64::from(from.year - first.year),
            Frequency::Monthly => months(from) - months(first),
            Frequency::Weekly => i64::from(from.number - first.week_begins(self.plan.week_start())).div_euclid(7),
            _ => i64::from(from.number - first.number),
        };
        let mut period = (passed.max(0) / interval) * interval;
        loop {
            self.pay(1)?;
            let days = self.days_of(first, period)?;
            self.on_days(&days)?;
            period += interval;
        }
    }

    /// The allowed days of the period that lies so many years, months, weeks or days after the first.
    fn days_of(&mut self, first: Day, period: i64) -> ControlFlow<Stopped, Vec<Day>> {
        let number = |days: i64| i32::try_from(days).ok();
        let mut days = Vec::new();
        match self.plan.frequency() {
            Frequency::Yearly => {
                let year = within(i32::try_from(i64::from(first.year) + period).ok())?;
                for month in 1..=12 {
                    self.in_month(year, month, &mut days)?;
                }
            }
            Frequency::Monthly => {
                let month = months(first) + period;
                let year = within(i32::try_from(month.div_euclid(12)).ok())?;
                let month = within(u8::try_from(month.rem_euclid(12) + 1).ok())?;
                self.in_month(year, month, &mut days)?;
            }
            Frequency::Weekly => {
                let begins = i64::from(first.week_begins(self.plan.week_start())) + period * 7;
                self.pay(7)?;
                for number in (begins..begins + 7).map(number) {
                    let day = within(number.and_then(Day::numbered))?;
                    days.extend(self.plan.on(day).then_some(day));
                }
            }
            _ => {
                let day = within(number(i64::from(first.number) + period).and_then(Day::numbered))?;
                days.extend(self.plan.on(day).then_some(day));
            }
        }
        ControlFlow::Continue(days)
    }

    fn in_month(&mut self, year: i32, month: u8, days: &mut Vec<Day>) -> Step {
        let first = within(Day::of(year, month, 1))?;
        if !self.plan.in_month(month) {
            return ControlFlow::Continue(());
        }
        let length = month_length(year, month);
        self.pay(length.unsigned_abs().into())?;
        let all = (first.number..first.number + length).filter_map(Day::numbered);
        days.extend(all.filter(|day| self.plan.on(*day)));
        ControlFlow::Continue(())
    }

    /// Times on days, all or those at the chosen positions: found by counting, so that a choice among millions makes no list of millions.
    fn on_days(&mut self, days: &[Day]) -> Step {
        let (hours, minutes, seconds) = (&self.plan.hours, &self.plan.minutes, &self.plan.seconds);
        let a_day = hours.len() * minutes.len() * seconds.len();
        let at = |nth: usize| {
            let (day, time) = (days.get(nth / a_day)?, nth % a_day);
            let (hour, rest) = (time / (minutes.len() * seconds.len()), time % (minutes.len() * seconds.len()));
            wall(*day, hours[hour], minutes[rest / seconds.len()], seconds[rest % seconds.len()])
        };
        match self.plan.positions(days.len() * a_day) {
            Some(chosen) => chosen.into_iter().try_for_each(|nth| self.tell(at(nth))),
            None => (0..days.len() * a_day).try_for_each(|nth| self.tell(at(nth))),
        }
    }

    /// Hours, minutes, seconds: one period after the other, past whole days, hours and minutes that the rule does not allow.
    fn times(&mut self, from: Option<DateTime>) -> Step {
        let unit = match self.plan.frequency() {
            Frequency::Hourly => 3_600,
            Frequency::Minutely => 60,
            _ => 1,
        };
        let step = unit * self.plan.interval();
        let first = within(second_of(self.start))?.div_euclid(unit) * unit;
        let not_before = |at: i64| first + ((at - first).max(0) + step - 1) / step * step;
        let from = from.and_then(second_of).unwrap_or(first);
        let mut at = not_before(from - step);
        loop {
            self.pay(1)?;
            let day = within(i32::try_from(at.div_euclid(DAY)).ok().and_then(Day::numbered))?;
            let (hour, minute, second) = clock(at);
            at = if !self.plan.on(day) {
                not_before((at.div_euclid(DAY) + 1) * DAY)
            } else if !self.plan.at_hour(hour) {
                not_before((at.div_euclid(3_600) + 1) * 3_600)
            } else if unit < 3_600 && !self.plan.at_minute(minute) {
                not_before((at.div_euclid(60) + 1) * 60)
            } else {
                self.within_period(day, hour, minute, second)?;
                at + step
            };
        }
    }

    fn within_period(&mut self, day: Day, hour: u8, minute: u8, second: u8) -> Step {
        let plan = self.plan;
        let (minutes, seconds): (&[u8], &[u8]) = match plan.frequency() {
            Frequency::Hourly => (&plan.minutes, &plan.seconds),
            Frequency::Minutely => (&[minute], &plan.seconds),
            _ if plan.at_second(second) => (&[minute], &[second]),
            _ => return ControlFlow::Continue(()),
        };
        let at = |nth: usize| wall(day, hour, minutes[nth / seconds.len()], seconds[nth % seconds.len()]);
        let many = minutes.len() * seconds.len();
        match plan.positions(many) {
            Some(chosen) => chosen.into_iter().try_for_each(|nth| self.tell(at(nth))),
            None => (0..many).try_for_each(|nth| self.tell(at(nth))),
        }
    }

    fn tell(&mut self, wall: Option<DateTime>) -> Step {
        self.pay(1)?;
        let wall = within(wall)?;
        if wall < self.start {
            return ControlFlow::Continue(());
        }
        match (self.each)(wall) {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(()) => ControlFlow::Break(Stopped::Listener),
        }
    }
}

fn months(day: Day) -> i64 {
    i64::from(day.year) * 12 + i64::from(day.month) - 1
}

fn wall(day: Day, hour: u8, minute: u8, second: u8) -> Option<DateTime> {
    let of = |number: u8| i8::try_from(number).ok();
    let time = jiff::civil::Time::new(of(hour)?, of(minute)?, of(second)?, 0).ok()?;
    Some(day.date()?.to_datetime(time))
}

/// Seconds of the wall clock since 1970, as if it had never been moved.
fn second_of(wall: DateTime) -> Option<i64> {
    let day = i64::from(Day::of_date(wall.date())?.number);
    Some(day * DAY + i64::from(wall.hour()) * 3_600 + i64::from(wall.minute()) * 60 + i64::from(wall.second()))
}

fn clock(second: i64) -> (u8, u8, u8) {
    let of_day = second.rem_euclid(DAY);
    let of = |number: i64| u8::try_from(number).unwrap_or(0);
    (of(of_day / 3_600), of(of_day / 60 % 60), of(of_day % 60))
}
