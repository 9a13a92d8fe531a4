//! Where one more place would fit into what somebody does, as numbers alone: thousands of such questions are asked for each place that is
//! put anywhere, and `vrp-core`, which answers them with objects for every leg of every way, is asked about the winner alone.

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
    /// When it is over.
    leaves: f64,
    /// When one has to be there at the latest, for all that follows.
    latest: f64,
}

impl Day {
    pub(crate) fn of(free: Free, places: impl Iterator<Item = usize>, problem: &Problem) -> Self {
        let stop = |place: usize| Stop { place, spot: problem.places[place].spot, leaves: 0.0, latest: 0.0 };
        let mut day = Self { free, stops: places.map(stop).collect() };
        day.reckon(problem);
        day
    }

    /// Puts a place after so many others.
    pub(crate) fn insert(&mut self, at: usize, place: usize, problem: &Problem) {
        self.stops.insert(at, Stop { place, spot: problem.places[place].spot, leaves: 0.0, latest: 0.0 });
        self.reckon(problem);
    }

    fn reckon(&mut self, problem: &Problem) {
        let (mut leaves, mut spot) = (self.free.from, self.free.start);
        for stop in &mut self.stops {
            let place = &problem.places[stop.place];
            leaves = (leaves + problem.travel.time(spot, stop.spot)).max(place.earliest) + place.duration;
            (stop.leaves, spot) = (leaves, stop.spot);
        }
        let (mut latest, mut spot) = (self.free.until, self.free.end);
        for stop in self.stops.iter_mut().rev() {
            let place = &problem.places[stop.place];
            latest = place.latest.min(latest - problem.travel.time(stop.spot, spot) - place.duration);
            (stop.latest, spot) = (latest, stop.spot);
        }
    }

    /// After how many others a place fits with the least way more, and how much that is.
    pub(crate) fn best(&self, place: usize, problem: &Problem) -> Option<(usize, f64)> {
        let (asked, travel) = (&problem.places[place], &problem.travel);
        let mut best: Option<(usize, f64)> = None;
        for at in 0..=self.stops.len() {
            let (leaves, from) =
                at.checked_sub(1).map_or((self.free.from, self.free.start), |at| (self.stops[at].leaves, self.stops[at].spot));
            if leaves > asked.latest {
                break;
            }
            let (latest, to) = self.stops.get(at).map_or((self.free.until, self.free.end), |next| (next.latest, next.spot));
            let start = (leaves + travel.time(from, asked.spot)).max(asked.earliest);
            if start > asked.latest || start + asked.duration + travel.time(asked.spot, to) > latest {
                continue;
            }
            // Whoever has nothing to do does not go anywhere.
            let before = if self.stops.is_empty() { 0.0 } else { travel.distance(from, to) };
            let more = travel.distance(from, asked.spot) + travel.distance(asked.spot, to) - before;
            if best.is_none_or(|(_, least)| more < least) {
                best = Some((at, more));
            }
        }
        best
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
}
