//! Ways between spots, as `vrp-core` asks for them. One spot more than there are stands for those who are nowhere in particular.

use crate::problem::{Spot, Travel};
use vrp_core::models::common::{Distance, Duration, Location, Profile};
use vrp_core::models::problem::{TransportCost, TravelTime};
use vrp_core::models::solution::Route;

#[derive(Debug)]
pub(crate) struct Ways(pub(crate) Travel);

impl Ways {
    /// The number of a spot, or of nowhere.
    pub(crate) fn location(&self, spot: Option<Spot>) -> Location {
        spot.unwrap_or(self.0.spots())
    }

    fn spot(&self, location: Location) -> Option<Spot> {
        (location < self.0.spots()).then_some(location)
    }
}

impl TransportCost for Ways {
    fn duration_approx(&self, _: &Profile, from: Location, to: Location) -> Duration {
        self.0.time(self.spot(from), self.spot(to))
    }

    fn distance_approx(&self, _: &Profile, from: Location, to: Location) -> Distance {
        self.0.distance(self.spot(from), self.spot(to))
    }

    fn duration(&self, _: &Route, from: Location, to: Location, _: TravelTime) -> Duration {
        self.0.time(self.spot(from), self.spot(to))
    }

    fn distance(&self, _: &Route, from: Location, to: Location, _: TravelTime) -> Distance {
        self.0.distance(self.spot(from), self.spot(to))
    }
}
