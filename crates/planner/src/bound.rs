//! What is too much beside something else: two places without enough rest between, too much in a day or a week, too many days in a row.
//! What is refused after the search was searched for in vain, and what it would have been given to instead was not looked at: so limits
//! that count what somebody is given are part of the search.

use crate::problem::{Invalid, Problem};

/// Something that nobody may have beside what they have, or that costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// What is too much.
    pub what: TooMuch,
    /// What each time costs; infinite where it may not be.
    pub price: f64,
}

/// What is too much.
#[derive(Debug, Clone, PartialEq)]
pub enum TooMuch {
    /// Both places of a pair.
    Both(Vec<(usize, usize)>),
    /// More than so much within one stretch of time.
    Within(Within),
    /// More than so many days in a row.
    InARow(InARow),
}

/// More than so much within a stretch of time, such as a day or a week.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Within {
    /// The most.
    pub most: f64,
    /// By place: which stretches it falls into, and how much of it into each.
    pub parts: Vec<Vec<(usize, f64)>>,
    /// By member and stretch: how much they have already.
    pub had: Vec<Vec<f64>>,
}

/// More than so many days in a row, or nights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InARow {
    /// The most.
    pub most: usize,
    /// By place: its first day and its last; nothing where none counts.
    pub days: Vec<Option<(usize, usize)>>,
    /// By member and day: whether it counts already.
    pub had: Vec<Vec<bool>>,
}

/// For each bound on pairs: by place, a bit for each other that does not go with it.
pub(crate) type Pairs = Vec<Vec<u64>>;

/// The pairs of each bound, as bits; nothing for other bounds.
pub(crate) fn pairs(problem: &Problem) -> Vec<Pairs> {
    let words = problem.places.len().div_ceil(64);
    let of = |bound: &Bound| {
        let TooMuch::Both(both) = &bound.what else { return Pairs::new() };
        let mut pairs = vec![vec![0_u64; words]; problem.places.len()];
        for (one, other) in both.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]) {
            pairs[one][other / 64] |= 1 << (other % 64);
        }
        pairs
    };
    problem.bounds.iter().map(of).collect()
}

impl Bound {
    /// How often it is too much, for a member who has `theirs`, when `place` comes to it: what was too much before is not counted again.
    pub(crate) fn times(&self, pairs: &Pairs, place: usize, member: usize, theirs: &[usize]) -> usize {
        match &self.what {
            TooMuch::Both(_) => theirs.iter().filter(|other| pairs[place][*other / 64] & (1 << (*other % 64)) != 0).count(),
            TooMuch::Within(within) => within.times(place, member, theirs),
            TooMuch::InARow(run) => run.times(place, member, theirs),
        }
    }

    pub(crate) fn check(&self, problem: &Problem) -> Result<(), Invalid> {
        let (places, members) = (problem.places.len(), problem.members.len());
        let said = match &self.what {
            TooMuch::Both(both) => both.iter().all(|(one, other)| *one < places && *other < places),
            TooMuch::Within(Within { parts, had, .. }) => {
                let stretches = had.first().map_or(0, Vec::len);
                let known = parts.iter().flatten().all(|(stretch, part)| *stretch < stretches && part.is_finite());
                known && parts.len() == places && had.len() == members && had.iter().all(|theirs| theirs.len() == stretches)
            }
            TooMuch::InARow(InARow { days, had, .. }) => {
                let all = had.first().map_or(0, Vec::len);
                let known = days.iter().flatten().all(|(first, last)| first <= last && *last < all);
                known && days.len() == places && had.len() == members && had.iter().all(|theirs| theirs.len() == all)
            }
        };
        if said && self.price >= 0.0 { Ok(()) } else { Err(Invalid("a bound names what is not there".to_owned())) }
    }
}

impl Within {
    fn times(&self, place: usize, member: usize, theirs: &[usize]) -> usize {
        let over = |(stretch, part): &&(usize, f64)| {
            let of = |other: &usize| self.parts[*other].iter().filter(|(at, _)| at == stretch).map(|(_, part)| part).sum::<f64>();
            let has = self.had[member][*stretch] + theirs.iter().map(of).sum::<f64>();
            has <= self.most && has + part > self.most
        };
        self.parts[place].iter().filter(over).count()
    }
}

impl InARow {
    fn times(&self, place: usize, member: usize, theirs: &[usize]) -> usize {
        let Some((first, last)) = self.days[place] else { return 0 };
        let had = &self.had[member];
        let counts = |day: usize| {
            had[day] || theirs.iter().any(|other| self.days[*other].is_some_and(|(first, last)| (first..=last).contains(&day)))
        };
        let (mut from, mut until) = (first, last);
        while from > 0 && counts(from - 1) {
            from -= 1;
        }
        while until + 1 < had.len() && counts(until + 1) {
            until += 1;
        }
        let after = (until - from + 1).saturating_sub(self.most);
        let (mut before, mut run) = (0, 0_usize);
        for day in from..=until {
            run = if counts(day) { run + 1 } else { 0 };
            before += usize::from(run > self.most);
        }
        after - before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(what: TooMuch, place: usize, theirs: &[usize]) -> usize {
        let problem = Problem { places: vec![crate::Place::default(); 4], bounds: vec![Bound { what, price: 1.0 }], ..Problem::default() };
        problem.bounds[0].times(&pairs(&problem)[0], place, 0, theirs)
    }

    #[test]
    fn both_of_a_pair_is_too_much_whichever_comes_first() {
        let both = || TooMuch::Both(vec![(0, 2), (3, 0)]);
        assert_eq!((times(both(), 0, &[2]), times(both(), 2, &[0]), times(both(), 0, &[2, 3]), times(both(), 1, &[2, 3])), (1, 1, 2, 0));
    }

    #[test]
    fn a_week_is_full_once() {
        let week = |had| {
            TooMuch::Within(Within {
                most: 10.0,
                parts: vec![vec![(0, 6.0)], vec![(0, 4.0), (1, 6.0)], vec![(1, 6.0)], vec![]],
                had: vec![vec![had, 0.0]],
            })
        };
        assert_eq!((times(week(0.0), 0, &[1]), times(week(1.0), 0, &[1]), times(week(0.0), 2, &[0, 1])), (0, 1, 1));
        assert_eq!(times(week(11.0), 0, &[]), 0, "it was over before");
        assert_eq!(times(week(11.0), 3, &[0, 1, 2]), 0, "it falls into none");
    }

    #[test]
    fn days_in_a_row_are_joined_by_the_one_between() {
        let row = |had: [bool; 7]| {
            TooMuch::InARow(InARow { most: 3, days: vec![Some((2, 2)), Some((0, 1)), Some((3, 4)), None], had: vec![had.to_vec()] })
        };
        let free = [false; 7];
        assert_eq!((times(row(free), 0, &[1]), times(row(free), 0, &[1, 2]), times(row(free), 3, &[0, 1, 2])), (0, 2, 0));
        let mut long = free;
        long[3..].fill(true);
        assert_eq!(times(row(long), 0, &[]), 1, "one more than there were too many");
        assert_eq!(times(row(long), 2, &[]), 0, "the days count already");
    }
}
