//! In which order those who applied are given places: pure, so that anybody can work it out again.

use crate::needs::Allocation;
use kernel::MemberId;

/// Somebody who applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Applicant {
    pub(super) member: MemberId,
    /// Minutes planned and worked, of those that count.
    pub(super) minutes: i64,
}

/// A member's lot: the smaller comes first. SHA-256 of a zero byte, the seed, a colon and the member's id.
pub(super) fn lot(seed: &str, member: MemberId) -> [u8; 32] {
    store::fingerprint(format!("{seed}:{member}").as_bytes())
}

/// The order: by lot, or by fewest minutes and by lot among equals.
pub(super) fn ordered(mut applicants: Vec<Applicant>, allocation: Allocation, seed: &str) -> Vec<Applicant> {
    applicants.sort_by_cached_key(|applicant| {
        let minutes = if allocation == Allocation::FewestHours { applicant.minutes } else { 0 };
        (minutes, lot(seed, applicant.member), applicant.member)
    });
    applicants
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};
    use proptest::prelude::*;

    fn applicants(minutes: &[i64]) -> Vec<Applicant> {
        minutes.iter().map(|minutes| Applicant { member: MemberId::new(Timestamp::clamped(1), &SystemRng), minutes: *minutes }).collect()
    }

    proptest! {
        /// The same seed draws the same order, whoever applied first; and nobody with more hours comes before one with fewer.
        #[test]
        fn a_draw_can_be_drawn_again(minutes in prop::collection::vec(0..200_i64, 2..30), seed in "[0-9a-f]{32}") {
            let all = applicants(&minutes);
            let mut turned = all.clone();
            turned.reverse();
            for allocation in [Allocation::Ballot, Allocation::FewestHours] {
                prop_assert_eq!(ordered(all.clone(), allocation, &seed), ordered(turned.clone(), allocation, &seed));
            }
            let fair = ordered(all, Allocation::FewestHours, &seed);
            prop_assert!(fair.windows(2).all(|pair| pair[0].minutes <= pair[1].minutes));
        }
    }

    #[test]
    fn lots_favour_nobody() {
        let all = applicants(&[0; 4]);
        let mut first = [0_u32; 4];
        for draw in 0..4_000 {
            let order = ordered(all.clone(), Allocation::Ballot, &format!("{draw:032x}"));
            first[all.iter().position(|one| one.member == order[0].member).unwrap()] += 1;
        }
        // A thousand each; so far off happens once in many millions of times.
        assert!(first.iter().all(|times| (830..1_170).contains(times)), "{first:?}");
    }
}
