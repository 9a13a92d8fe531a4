//! A clock that holds to a promise: it runs in time of work, waits while the job waits, and runs out once. Pure.

use super::hours::Hours;
use kernel::{Timestamp, word};

word! {
    /// What is promised.
    Promise {
        /// That somebody does something about it.
        Respond = "respond",
        /// That somebody is there.
        Attend = "attend",
        /// That it is done.
        Fix = "fix",
    }
}

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Runs out then.
    Runs(Timestamp),
    /// Waits, with so many milliseconds of work left.
    Waits(i64),
}

/// A clock of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobClock {
    /// What it holds to.
    pub promise: Promise,
    /// How many minutes of work were promised.
    pub minutes: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// Where it stands.
    pub standing: Standing,
    /// When the promise was kept, in time or late.
    pub met_at: Option<Timestamp>,
    /// When it ran out, as it stands on record.
    pub breached_at: Option<Timestamp>,
}

impl JobClock {
    /// Begins at `now`; `None` when the time of work for it never comes.
    pub fn start(promise: Promise, minutes: i64, now: Timestamp, hours: &Hours) -> Option<Self> {
        let due = hours.after(now, minutes * 60_000)?;
        Some(Self { promise, minutes, started_at: now, standing: Standing::Runs(due), met_at: None, breached_at: None })
    }

    fn is_open(&self) -> bool {
        self.met_at.is_none() && self.breached_at.is_none()
    }

    /// When it ran out, if it has: by now, or by when the promise was kept.
    pub fn ran_out(&self, now: Timestamp) -> Option<Timestamp> {
        let Standing::Runs(due) = self.standing else { return self.breached_at };
        self.breached_at.or_else(|| (due < self.met_at.unwrap_or(now)).then_some(due))
    }

    /// The job waits. What has run out stays so.
    pub fn pause(&mut self, now: Timestamp, hours: &Hours) {
        if let Standing::Runs(due) = self.standing
            && self.is_open()
            && due >= now
        {
            self.standing = Standing::Waits(hours.between(now, due));
        }
    }

    /// The wait is over: what was left is left from now on.
    pub fn resume(&mut self, now: Timestamp, hours: &Hours) {
        if let Standing::Waits(left) = self.standing
            && let Some(due) = hours.after(now, left)
        {
            self.standing = Standing::Runs(due);
        }
    }

    /// The promise was kept at `at`; the first time counts, and an earlier one that is heard later.
    pub fn meet(&mut self, at: Timestamp) {
        let at = at.max(self.started_at);
        self.met_at = Some(self.met_at.map_or(at, |met| met.min(at)));
    }

    /// There is more to do: it begins anew.
    pub fn restart(&mut self, now: Timestamp, hours: &Hours) {
        if let Some(anew) = Self::start(self.promise, self.minutes, now, hours) {
            *self = anew;
        }
    }

    /// Whether running out is still to be put on record: it may yet run out, or has and nobody wrote it down.
    pub fn is_watched(&self) -> bool {
        self.breached_at.is_none()
            && match (self.standing, self.met_at) {
                (Standing::Runs(due), Some(met)) => met > due,
                (Standing::Runs(_), None) => true,
                (Standing::Waits(_), _) => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::clamped(1_700_000_000_000 + minute * 60_000)
    }

    fn fresh() -> JobClock {
        JobClock::start(Promise::Fix, 60, at(0), &Hours::always()).unwrap()
    }

    #[test]
    fn it_runs_out_once_and_only_when_late() {
        let mut clock = fresh();
        assert_eq!((clock.ran_out(at(60)), clock.ran_out(at(61))), (None, Some(at(60))));
        clock.meet(at(59));
        assert_eq!((clock.ran_out(at(99)), clock.is_watched()), (None, false));
        let mut late = fresh();
        late.meet(at(70));
        assert_eq!((late.ran_out(at(99)), late.is_watched()), (Some(at(60)), true));
        late.breached_at = Some(at(60));
        assert_eq!((late.ran_out(at(99)), late.is_watched()), (Some(at(60)), false));
    }

    #[test]
    fn what_ran_out_before_a_pause_stays_so() {
        let mut clock = fresh();
        clock.pause(at(61), &Hours::always());
        assert_eq!(clock.ran_out(at(61)), Some(at(60)));
    }

    #[test]
    fn an_arrival_heard_late_counts_from_when_it_was() {
        let mut clock = fresh();
        clock.meet(at(80));
        clock.meet(at(50));
        assert_eq!((clock.met_at, clock.ran_out(at(99))), (Some(at(50)), None));
    }

    proptest! {
        #[test]
        fn a_wait_takes_nothing_and_gives_nothing(waits in prop::collection::vec((0_i64..5, 0_i64..1_000), 0..8)) {
            let (mut clock, mut now, mut worked) = (fresh(), 0, 0);
            for (work, wait) in waits {
                (now, worked) = (now + work, worked + work);
                clock.pause(at(now), &Hours::always());
                now += wait;
                clock.resume(at(now), &Hours::always());
            }
            prop_assert_eq!(clock.standing, Standing::Runs(at(now + 60 - worked)));
        }
    }
}
