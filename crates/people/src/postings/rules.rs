//! What a new posting does to those there are.

use super::PostingId;
use kernel::{Error, Result, Timestamp, UnitId};

/// Most postings of one member, ended ones counted.
pub const MOST: usize = 500;

/// A posting's place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The posting.
    pub id: PostingId,
    /// Its unit.
    pub unit: UnitId,
    /// First instant.
    pub from: Timestamp,
    /// The instant after the last; none when no end is known.
    pub until: Option<Timestamp>,
}

impl Stretch {
    fn overlaps(&self, from: Timestamp, until: Option<Timestamp>) -> bool {
        until.is_none_or(|until| self.from < until) && self.until.is_none_or(|own| from < own)
    }
}

/// Which postings end when the new one begins. Beside others it only must not repeat one in the same unit; otherwise what ran before
/// ends, and what begins later is in its way.
pub fn ended_by(there: &[Stretch], unit: UnitId, from: Timestamp, until: Option<Timestamp>, beside: bool) -> Result<Vec<PostingId>> {
    if until.is_some_and(|until| until <= from) {
        return Err(Error::field("until", "not-after-start", "must be after the start"));
    }
    if there.len() >= MOST {
        return Err(Error::refused("too-many-postings", format!("a member has at most {MOST} postings")));
    }
    let met: Vec<&Stretch> = there.iter().filter(|posting| posting.overlaps(from, until)).collect();
    if beside {
        let repeats = met.iter().any(|posting| posting.unit == unit);
        let refused = || Error::refused("posting-repeated", "the member serves in this unit at that time already");
        return if repeats { Err(refused()) } else { Ok(Vec::new()) };
    }
    if met.iter().any(|posting| posting.from >= from) {
        let message = "another posting begins at or after that time: end it, or give this one an end before it, or let it be beside";
        return Err(Error::refused("posting-clash", message));
    }
    Ok(met.into_iter().map(|posting| posting.id).collect())
}

/// Refuses an end that is not after the start, or of what has ended.
pub fn check_end(posting: &Stretch, at: Timestamp, now: Timestamp) -> Result<()> {
    if posting.until.is_some_and(|until| until <= now) {
        return Err(Error::refused("posting-ended", "the posting has ended"));
    }
    if at <= posting.from {
        return Err(Error::field("at", "not-after-start", "must be after the posting's start"));
    }
    Ok(())
}

/// The one that counts when several run: the one that ran first, beside which the others were put.
pub fn main_one<T>(running: impl IntoIterator<Item = T>, from: impl Fn(&T) -> Timestamp) -> Option<T> {
    running.into_iter().min_by_key(|posting| from(posting))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;
    use proptest::prelude::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::clamped(1_790_000_000_000).plus_millis(hour * 3_600_000)
    }

    fn stretch(unit: UnitId, from: i64, until: Option<i64>) -> Stretch {
        Stretch { id: PostingId::new(at(0), &SystemRng), unit, from: at(from), until: until.map(at) }
    }

    #[test]
    fn a_move_ends_what_ran_and_minds_what_is_planned() {
        let (here, there) = (UnitId::new(at(0), &SystemRng), UnitId::new(at(0), &SystemRng));
        let (running, planned) = (stretch(here, 0, None), stretch(here, 50, Some(60)));
        assert_eq!(ended_by(&[running], there, at(5), None, false), Ok(vec![running.id]));
        assert_eq!(ended_by(&[planned], there, at(5), Some(at(50)), false), Ok(Vec::new()));
        let code = |result: Result<Vec<PostingId>>| result.unwrap_err().code();
        assert_eq!(code(ended_by(&[planned], there, at(5), None, false)), "posting-clash");
        assert_eq!(code(ended_by(&[running], there, at(0), None, false)), "posting-clash");
        assert_eq!(code(ended_by(&[running], here, at(5), None, true)), "posting-repeated");
        assert_eq!(ended_by(&[running], there, at(5), None, true), Ok(Vec::new()));
        assert_eq!(code(ended_by(&[], here, at(5), Some(at(5)), false)), "invalid");
    }

    proptest! {
        /// Whatever is posted: without `beside`, no two postings ever run at once.
        #[test]
        fn moves_never_overlap(moves in proptest::collection::vec((0_i64..50, proptest::option::of(1_i64..20)), 1..30)) {
            let unit = UnitId::new(at(0), &SystemRng);
            let mut all: Vec<Stretch> = Vec::new();
            for (from, length) in moves {
                let until = length.map(|length| from + length);
                if let Ok(ended) = ended_by(&all, unit, at(from), until.map(at), false) {
                    for posting in all.iter_mut().filter(|posting| ended.contains(&posting.id)) {
                        posting.until = Some(at(from));
                    }
                    all.push(stretch(unit, from, until));
                }
            }
            for hour in 0..80 {
                prop_assert!(all.iter().filter(|one| one.overlaps(at(hour), Some(at(hour).plus_millis(1)))).count() <= 1);
            }
            prop_assert!(all.iter().all(|one| one.until.is_none_or(|until| one.from < until)));
        }
    }
}
