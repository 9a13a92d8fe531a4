//! What a roster is worth by the rules of the competition: hard constraints that are broken, and what the soft ones cost.

use crate::instance::{Instance, Range, Roster};

/// Nurses or shifts that break a hard constraint. One shift a day at most is in the form of a roster.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Broken {
    /// H2: places without which a shift must not be, that nobody has.
    pub cover: u32,
    /// H3: shifts after one that they must not follow.
    pub succession: u32,
    /// H4: shifts worked with a skill that the nurse does not have.
    pub skill: u32,
}

/// What the soft constraints cost, as the competition's validator names them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Penalty {
    /// S1: nurses lacking to the best cover.
    pub cover: u32,
    /// S2: days, and shifts of a kind, in a row: too few or too many.
    pub consecutive: u32,
    /// S3: days off in a row.
    pub days_off: u32,
    /// S4: shifts that somebody would rather not work.
    pub preferences: u32,
    /// S5: half weekends.
    pub half_weekends: u32,
    /// S6: assignments too few or too many.
    pub assignments: u32,
    /// S7: weekends too many.
    pub weekends: u32,
}

impl Penalty {
    /// All of it.
    pub fn total(self) -> u32 {
        let Self { cover, consecutive, days_off, preferences, half_weekends, assignments, weekends } = self;
        cover + consecutive + days_off + preferences + half_weekends + assignments + weekends
    }
}

/// Each place that is asked for: least, best, and how many are there.
fn covers<'i>(instance: &'i Instance, roster: &'i Roster) -> impl Iterator<Item = (Range, u32)> + 'i {
    instance.weeks.iter().enumerate().flat_map(move |(week, asked)| {
        asked.cover.iter().flat_map(move |(shift, skill, days)| {
            days.iter().enumerate().map(move |(day, range)| {
                let there = roster.iter().filter(|theirs| theirs[7 * week + day] == Some((*shift, *skill))).count();
                (*range, u32::try_from(there).unwrap_or(u32::MAX))
            })
        })
    })
}

/// How many places there are without which a shift must not be.
pub fn least(instance: &Instance) -> u32 {
    covers(instance, &instance.nothing()).map(|((least, _), _)| least).sum()
}

/// What is broken of what must hold.
pub fn broken(instance: &Instance, roster: &Roster) -> Broken {
    let mut broken =
        Broken { cover: covers(instance, roster).map(|((least, _), there)| least.saturating_sub(there)).sum(), ..Broken::default() };
    for (nurse, theirs) in instance.nurses.iter().zip(roster) {
        let mut last = nurse.past.last.filter(|_| nurse.past.off == 0);
        for one in theirs {
            let after = last.is_some_and(|last| one.is_some_and(|(shift, _)| instance.shifts[last].not_before.contains(&shift)));
            broken.succession += u32::from(after);
            broken.skill += u32::from(one.is_some_and(|(_, skill)| !nurse.skills.contains(&skill)));
            last = one.map(|(shift, _)| shift);
        }
    }
    broken
}

/// What is wished and is not so.
pub fn penalty(instance: &Instance, roster: &Roster) -> Penalty {
    let mut penalty =
        Penalty { cover: covers(instance, roster).map(|((_, best), there)| 30 * best.saturating_sub(there)).sum(), ..Penalty::default() };
    for (number, (nurse, theirs)) in instance.nurses.iter().zip(roster).enumerate() {
        let (contract, past) = (&instance.contracts[nurse.contract], &nurse.past);
        let works: Vec<bool> = theirs.iter().map(Option::is_some).collect();
        let rests: Vec<bool> = works.iter().map(|works| !works).collect();
        penalty.consecutive += 30 * beyond(&works, past.worked, contract.days_worked);
        penalty.days_off += 30 * beyond(&rests, past.off, contract.days_off);
        for (kind, shift) in instance.shifts.iter().enumerate() {
            let of_kind: Vec<bool> = theirs.iter().map(|one| one.is_some_and(|(shift, _)| shift == kind)).collect();
            let before = if past.last == Some(kind) && past.off == 0 { past.same } else { 0 };
            penalty.consecutive += 15 * beyond(&of_kind, before, shift.in_a_row);
        }
        for (week, asked) in instance.weeks.iter().enumerate() {
            let unwanted = |(who, shift, day): &&(usize, Option<usize>, usize)| {
                *who == number && theirs[7 * week + day].is_some_and(|(worked, _)| shift.is_none_or(|shift| shift == worked))
            };
            penalty.preferences += 10 * count(asked.off.iter().filter(unwanted));
        }
        let weekends = || works.chunks(7).map(|week| (week[5], week[6]));
        if contract.whole_weekends {
            penalty.half_weekends += 30 * count(weekends().filter(|(saturday, sunday)| saturday != sunday));
        }
        let worked = past.weekends + count(weekends().filter(|(saturday, sunday)| *saturday || *sunday));
        penalty.weekends += 30 * worked.saturating_sub(contract.weekends);
        let all = past.assignments + count(works.iter().filter(|works| **works));
        let (least, most) = contract.assignments;
        penalty.assignments += 20 * (least.saturating_sub(all) + all.saturating_sub(most));
    }
    penalty
}

fn count(all: impl Iterator) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// Days too few or too many in a row, where `before` went on until the first day. What goes on at the end may still grow.
fn beyond(days: &[bool], before: u32, (least, most): Range) -> u32 {
    let (mut run, mut sum) = (before, 0);
    for day in days {
        if *day {
            run += 1;
            sum += u32::from(run > most);
        } else {
            sum += if run > 0 { least.saturating_sub(run) } else { 0 };
            run = 0;
        }
    }
    sum
}
