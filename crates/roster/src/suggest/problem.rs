//! What is known, as the planner asks for it: minutes from the first place on, kilometres, and what it costs to choose whom.

use super::known::{Known, Opening};
use super::search::Judged;
use super::ways::{Position, metres, minutes};
use super::wire::Weights;
use crate::eligibility;
use kernel::{MemberId, SiteId, Span, Timestamp};
use planner::{Busy, May, Member, Place, Problem, Travel};
use std::collections::BTreeMap;

/// Something to be told stands for so many minutes of work more than others have.
const WARNING: f64 = 240.0;
/// Not to know a site, at the lowest weight.
const UNKNOWN_SITE: f64 = 12.0;
/// A kilometre, at the lowest weight.
const KILOMETRE: f64 = 0.5;
/// One's fair share, at the lowest weight.
const FAIR: f64 = 0.2;
/// Time begins so long before the first place and ends so long after the last, in minutes.
const HORIZON: f64 = 60.0 * 24.0 * 40.0;

/// What stands already of a proposal: by member, their places.
pub(super) type Kept = Vec<Vec<usize>>;

/// The sites that have a position, each a spot.
#[derive(Debug)]
pub(super) struct Sites(BTreeMap<SiteId, (usize, Position)>);

impl Sites {
    pub(super) fn of(known: &Known) -> Self {
        let sorted: BTreeMap<SiteId, Position> = known.positions.iter().map(|(id, position)| (*id, *position)).collect();
        Self(sorted.into_iter().enumerate().map(|(at, (id, position))| (id, (at, position))).collect())
    }

    fn spot(&self, site: Option<SiteId>) -> Option<usize> {
        Some(self.0.get(&site?)?.0)
    }

    /// Metres of road between two sites; nothing where it is not known where they are.
    pub(super) fn metres(&self, from: Option<SiteId>, to: Option<SiteId>) -> Option<f64> {
        let (_, from) = self.0.get(&from?)?;
        let (_, to) = self.0.get(&to?)?;
        Some(metres(*from, *to))
    }

    /// All ways: kilometres, and minutes.
    fn travel(&self) -> Option<Travel> {
        let all: Vec<Position> = self.0.values().map(|(_, position)| *position).collect();
        let ways: Vec<f64> = all.iter().flat_map(|from| all.iter().map(|to| metres(*from, *to))).collect();
        let times = ways.iter().map(|way| minutes(*way)).collect();
        Travel::new(all.len(), ways.iter().map(|way| way / 1_000.0).collect(), times).ok()
    }
}

/// The problem that is left when `kept` stands.
pub(super) fn problem(known: &Known, judged: &[Judged], kept: &Kept, weights: Weights, sites: &Sites) -> Problem {
    let begin = known.openings.iter().map(|opening| opening.place.start).min().unwrap_or(Timestamp::MIN);
    let mut left: Vec<u32> = known.openings.iter().map(|opening| opening.room).collect();
    for place in kept.iter().flatten() {
        left[*place] = left[*place].saturating_sub(1);
    }
    let places = known.openings.iter().enumerate().map(|(at, opening)| Place {
        spot: sites.spot(opening.view.site_id),
        earliest: minutes_from(begin, opening.place.start),
        latest: minutes_from(begin, opening.place.start),
        duration: length(opening),
        room: left[at],
        needed: opening.needed.saturating_sub(opening.room - left[at]),
        load: length(opening),
        who: judged[at].may.iter().map(|(member, cost)| May { member: *member, cost: *cost }).collect(),
    });
    let members = known.members.iter().enumerate().map(|(at, id)| member(known, *id, &kept[at], begin, sites));
    let all: Vec<&eligibility::Place> = known.openings.iter().map(|opening| &opening.place).collect();
    Problem {
        bounds: known.facts.bounds(&all, &known.members, kept, WARNING),
        places: places.collect(),
        members: members.collect(),
        travel: sites.travel().unwrap_or_default(),
        travel_cost: f64::from(weights.travel) * KILOMETRE,
        fairness: f64::from(weights.fairness) * FAIR,
    }
}

/// What it costs to choose somebody who may take a place, beside their way there and what others have.
pub(super) fn cost(known: &Known, opening: &Opening, member: MemberId, warnings: usize, weights: Weights) -> f64 {
    let warned = WARNING * f64::from(u32::try_from(warnings).unwrap_or(u32::MAX));
    let strange = opening.view.site_id.is_some() && known.times(member, opening) == 0;
    if strange { UNKNOWN_SITE.mul_add(f64::from(weights.continuity), warned) } else { warned }
}

fn member(known: &Known, id: MemberId, kept: &[usize], begin: Timestamp, sites: &Sites) -> Member {
    let mut busy: Vec<Busy> = known
        .facts
        .taken(id)
        .filter(|(_, _, whole)| *whole)
        .map(|(assignment, span, _)| busy(begin, span.start(), span.end(), sites.spot(known.busy_at.get(&assignment).copied())))
        .collect();
    let mut load = f64::from(i32::try_from(known.has_minutes(id)).unwrap_or(i32::MAX));
    for opening in kept.iter().map(|place| &known.openings[*place]) {
        busy.push(self::busy(begin, opening.place.start, opening.place.end, sites.spot(opening.view.site_id)));
        load += length(opening);
    }
    let (first, last) = busy.iter().fold((0.0_f64, 0.0_f64), |(first, last), busy| (first.min(busy.from), last.max(busy.until)));
    let until = known.openings.iter().map(|opening| minutes_from(begin, opening.place.end)).fold(last, f64::max);
    Member { from: first - HORIZON, until: until + HORIZON, start: None, end: None, busy, load, most: f64::INFINITY }
}

fn busy(begin: Timestamp, from: Timestamp, until: Timestamp, spot: Option<usize>) -> Busy {
    Busy { from: minutes_from(begin, from), until: minutes_from(begin, until), spot }
}

#[expect(clippy::cast_precision_loss, reason = "minutes of some months")]
fn minutes_from(begin: Timestamp, at: Timestamp) -> f64 {
    (at.millis() - begin.millis()) as f64 / 60_000.0
}

fn length(opening: &Opening) -> f64 {
    minutes_from(opening.place.start, opening.place.end)
}

/// The whole of an opening, as time.
pub(super) fn span(opening: &Opening) -> Option<Span> {
    Span::new(opening.place.start, opening.place.end).ok()
}
