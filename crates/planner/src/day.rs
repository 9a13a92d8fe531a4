//! Where one more place would fit into what somebody does, as numbers alone: thousands of such questions are asked for each place that is
//! put anywhere, and `vrp-core`, which answers them with objects for every leg of every way, is asked about the winner alone.
//!
//! Invariant: what is nowhere in particular is done where one is, and shortens no way. To `vrp-core` it lies beside everything; so whatever
//! fits here fits there.

use crate::model::Free;
use crate::problem::{Problem, Spot};

/// A stretch of free time with what is done in it.
#[derive(Debug)]
pub(crate) struct Day {
    free: Free,
    stops: Vec<Stop>,
}

#[derive(Debug, Clone, Copy)]
struct Stop {
    place: usize,
    spot: Option<Spot>,
    /// Where one is then: there, or still where one was.
    at: Option<Spot>,
    /// When it is over.
    leaves: f64,
    /// When one has to be there at the latest, for all that follows.
    latest: f64,
}

impl Day {
    pub(crate) fn of(free: Free, places: impl Iterator<Item = usize>, problem: &Problem) -> Self {
        let mut day = Self { free, stops: places.map(|place| Stop::of(place, problem)).collect() };
        day.reckon(problem);
        day
    }

    /// Puts a place after so many others.
    pub(crate) fn insert(&mut self, at: usize, place: usize, problem: &Problem) {
        self.stops.insert(at, Stop::of(place, problem));
        self.reckon(problem);
    }

    /// Each place and when it begins.
    pub(crate) fn starts<'a>(&'a self, problem: &'a Problem) -> impl Iterator<Item = (usize, f64)> + 'a {
        self.stops.iter().map(|stop| (stop.place, stop.leaves - problem.places[stop.place].duration))
    }

    fn reckon(&mut self, problem: &Problem) {
        let (mut leaves, mut spot) = (self.free.from, self.free.start);
        for stop in &mut self.stops {
            let place = &problem.places[stop.place];
            leaves = (leaves + problem.travel.time(spot, stop.spot)).max(place.earliest) + place.duration;
            spot = stop.spot.or(spot);
            (stop.leaves, stop.at) = (leaves, spot);
        }
        let (mut latest, mut spot) = (self.free.until, self.free.end);
        for stop in self.stops.iter_mut().rev() {
            let place = &problem.places[stop.place];
            latest = place.latest.min(latest - problem.travel.time(stop.at, spot) - place.duration);
            (stop.latest, spot) = (latest, stop.at);
        }
    }

    /// After how many others a place fits with the least way more, and how much that is.
    pub(crate) fn best(&self, place: usize, problem: &Problem) -> Option<(usize, f64)> {
        let (asked, travel) = (&problem.places[place], &problem.travel);
        let mut best: Option<(usize, f64)> = None;
        for at in 0..=self.stops.len() {
            let (leaves, from) =
                at.checked_sub(1).map_or((self.free.from, self.free.start), |at| (self.stops[at].leaves, self.stops[at].at));
            if leaves > asked.latest {
                break;
            }
            let start = (leaves + travel.time(from, asked.spot)).max(asked.earliest);
            let there = asked.spot.or(from);
            if start > asked.latest || !self.follows(at, start + asked.duration, there, problem) {
                continue;
            }
            let to = self.stops[at..].iter().find_map(|next| next.spot).or(self.free.end);
            // Whoever has nothing to do does not go anywhere.
            let before = if self.stops.is_empty() { 0.0 } else { travel.distance(from, to) };
            let more = travel.distance(from, asked.spot) + travel.distance(there, to) - before;
            if best.is_none_or(|(_, least)| more < least) {
                best = Some((at, more));
            }
        }
        best
    }

    /// Whether what comes after so many others is still reached in time by whoever leaves this spot then.
    fn follows(&self, at: usize, mut leaves: f64, spot: Option<Spot>, problem: &Problem) -> bool {
        for stop in &self.stops[at..] {
            if stop.spot.is_some() {
                return leaves + problem.travel.time(spot, stop.spot) <= stop.latest;
            }
            let place = &problem.places[stop.place];
            leaves = leaves.max(place.earliest);
            if leaves > place.latest {
                return false;
            }
            leaves += place.duration;
        }
        leaves + problem.travel.time(spot, self.free.end) <= self.free.until
    }
}

impl Stop {
    fn of(place: usize, problem: &Problem) -> Self {
        let spot = problem.places[place].spot;
        Self { place, spot, at: spot, leaves: 0.0, latest: 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Place, Travel};

    #[test]
    fn a_place_fits_where_there_is_time_for_it_and_the_way() {
        let at = |spot: usize, earliest: f64, latest: f64| Place { spot: Some(spot), earliest, latest, duration: 1.0, ..Place::default() };
        let travel = Travel::on_a_plane(&[(0.0, 0.0), (3.0, 0.0), (1.0, 0.0)]).unwrap();
        let places = vec![at(1, 5.0, 5.0), at(2, 0.0, 20.0), at(2, 3.5, 3.5), at(2, 2.0, 2.0)];
        let problem = Problem { places, travel, ..Problem::default() };
        let free = Free { from: 0.0, until: 10.0, start: Some(0), end: Some(0) };
        let mut day = Day::of(free, [0].into_iter(), &problem);
        assert_eq!(day.best(1, &problem), Some((0, 0.0)), "it is on the way");
        assert_eq!(day.best(2, &problem), None, "two hours' way, and half an hour for it");
        assert_eq!(day.best(3, &problem), Some((0, 0.0)));
        day.insert(0, 1, &problem);
        assert_eq!(day.best(3, &problem), Some((1, 0.0)), "after the one that may begin at once");
        assert_eq!(Day::of(Free { until: 8.9, ..free }, [].into_iter(), &problem).best(0, &problem), None, "no time for the way back");
        assert_eq!(Day::of(free, [].into_iter(), &problem).best(0, &problem), Some((0, 6.0)));
    }

    #[test]
    fn what_is_nowhere_shortens_no_way() {
        let at = |spot: Option<usize>, earliest: f64| Place { spot, earliest, latest: earliest, duration: 1.0, ..Place::default() };
        let travel = Travel::on_a_plane(&[(0.0, 0.0), (3.0, 0.0)]).unwrap();
        let places = vec![at(Some(1), 5.0), at(None, 6.0), at(None, 4.0), at(Some(0), 3.0)];
        let problem = Problem { places, travel, ..Problem::default() };
        let free = Free { from: 0.0, until: 9.0, start: None, end: Some(0) };
        let day = |until: f64, had: &[usize]| Day::of(Free { until, ..free }, had.iter().copied(), &problem);
        assert_eq!(day(10.0, &[0]).best(1, &problem), Some((1, 0.0)), "done there, and three hours' way after it");
        assert_eq!(day(9.0, &[0]).best(1, &problem), None);
        assert_eq!(day(9.0, &[1]).best(0, &problem), None, "nor does it come before one that is done there then");
        assert_eq!(day(9.0, &[2, 0]).best(3, &problem), None, "and who was elsewhere before is there until the way begins");
    }
}
