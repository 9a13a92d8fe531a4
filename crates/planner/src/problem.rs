//! What is asked: places to fill, members who might, and what it takes to get from one to another.
//!
//! Times are in one unit, whichever the asker likes, from one beginning; costs are in one unit too, and are added up.

use crate::bound::Bound;

/// Where something is: a row of [`Travel`]. What has no spot is everywhere: getting there takes no time and costs nothing.
pub type Spot = usize;

/// Everything that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problem {
    /// What is to be filled.
    pub places: Vec<Place>,
    /// Who might.
    pub members: Vec<Member>,
    /// From spot to spot.
    pub travel: Travel,
    /// What a unit of distance costs.
    pub travel_cost: f64,
    /// How much it costs to give one member more than another: 0 for not at all. Work beyond a typical place of one's own costs as
    /// much as this, times its length.
    pub fairness: f64,
    /// What is too much for one member.
    pub bounds: Vec<Bound>,
}

/// Something to fill.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// Where.
    pub spot: Option<Spot>,
    /// Earliest start.
    pub earliest: f64,
    /// Latest start: `earliest` where the time is fixed.
    pub latest: f64,
    /// How long it takes.
    pub duration: f64,
    /// Most people there is room for.
    pub room: u32,
    /// How many of them matter most: these are filled before any other place's rest.
    pub needed: u32,
    /// What each of them counts as, against a member's limit and for fairness.
    pub load: f64,
    /// Who may, and what it costs to choose them, beside travel and fairness.
    pub who: Vec<May>,
}

/// That a member may take a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct May {
    /// Which member: an index into [`Problem::members`].
    pub member: usize,
    /// What it costs to choose this one: less is better.
    pub cost: f64,
}

/// Somebody who might.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Member {
    /// From when.
    pub from: f64,
    /// Until when: everything ends by then.
    pub until: f64,
    /// Where they set out.
    pub start: Option<Spot>,
    /// Where they have to be at the end.
    pub end: Option<Spot>,
    /// What they have to do already.
    pub busy: Vec<Busy>,
    /// What they have already, for fairness.
    pub load: f64,
    /// Most that may come to it.
    pub most: f64,
}

/// Something that takes a member's time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Busy {
    /// From when.
    pub from: f64,
    /// Until when.
    pub until: f64,
    /// Where.
    pub spot: Option<Spot>,
}

/// Distance and time from each spot to each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Travel {
    spots: usize,
    distances: Vec<f64>,
    times: Vec<f64>,
}

/// What is wrong with a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub String);

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}

impl Travel {
    /// Distances and times, row by row: as many of each as spots, squared.
    pub fn new(spots: usize, distances: Vec<f64>, times: Vec<f64>) -> Result<Self, Invalid> {
        let cells = spots.checked_mul(spots).ok_or_else(|| Invalid("too many spots".to_owned()))?;
        if distances.len() != cells || times.len() != cells {
            return Err(Invalid(format!("{spots} spots have {cells} ways between them")));
        }
        if !distances.iter().chain(&times).all(|way| way.is_finite() && *way >= 0.0) {
            return Err(Invalid("a way is not a number, or less than nothing".to_owned()));
        }
        Ok(Self { spots, distances, times })
    }

    /// Spots on a plane, on which a unit of distance takes a unit of time.
    pub fn on_a_plane(spots: &[(f64, f64)]) -> Result<Self, Invalid> {
        let way = |(x, y): (f64, f64), (to_x, to_y): (f64, f64)| (x - to_x).hypot(y - to_y);
        let ways: Vec<f64> = spots.iter().flat_map(|from| spots.iter().map(|to| way(*from, *to))).collect();
        Self::new(spots.len(), ways.clone(), ways)
    }

    /// How far it is.
    pub fn distance(&self, from: Option<Spot>, to: Option<Spot>) -> f64 {
        self.way(&self.distances, from, to)
    }

    /// How long it takes.
    pub fn time(&self, from: Option<Spot>, to: Option<Spot>) -> f64 {
        self.way(&self.times, from, to)
    }

    pub(crate) fn spots(&self) -> usize {
        self.spots
    }

    fn way(&self, ways: &[f64], from: Option<Spot>, to: Option<Spot>) -> f64 {
        match (from, to) {
            (Some(from), Some(to)) if from < self.spots && to < self.spots => ways.get(from * self.spots + to).copied().unwrap_or(0.0),
            _ => 0.0,
        }
    }
}

impl Problem {
    /// Says what is wrong with it, if anything is.
    pub fn check(&self) -> Result<(), Invalid> {
        let known = |spot: Option<Spot>| spot.is_none_or(|spot| spot < self.travel.spots);
        for (at, place) in self.places.iter().enumerate() {
            let times = [place.earliest, place.latest, place.duration, place.load];
            if !times.iter().all(|time| time.is_finite()) || place.latest < place.earliest || place.duration < 0.0 || place.load < 0.0 {
                return Err(Invalid(format!("the times of place {at} are none")));
            }
            if !known(place.spot) || place.who.iter().any(|may| may.member >= self.members.len() || !may.cost.is_finite()) {
                return Err(Invalid(format!("place {at} names what is not there")));
            }
        }
        for (at, member) in self.members.iter().enumerate() {
            let busy = member.busy.iter().all(|busy| busy.from.is_finite() && busy.until.is_finite() && known(busy.spot));
            if !busy || !known(member.start) || !known(member.end) || !member.from.is_finite() || !member.until.is_finite() {
                return Err(Invalid(format!("member {at} names what is not there")));
            }
            if member.load.is_nan() || member.most.is_nan() {
                return Err(Invalid(format!("what member {at} has is not a number")));
            }
        }
        self.bounds.iter().try_for_each(|bound| bound.check(self))
    }

    /// What a typical place counts as: the measure of fairness.
    pub(crate) fn typical_load(&self) -> f64 {
        let (sum, count) = self.places.iter().fold((0.0, 0.0), |(sum, count), place| (sum + place.load, count + 1.0));
        if count > 0.0 && sum > 0.0 { sum / count } else { 1.0 }
    }

    /// What giving `more` costs in fairness to somebody who has `load`.
    pub(crate) fn unfairness(&self, typical: f64, load: f64, more: f64) -> f64 {
        self.fairness * more * 2.0f64.mul_add(load, more) / (2.0 * typical)
    }
}
