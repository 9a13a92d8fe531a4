//! Everything that a proposal is made of, read in one transaction: what is open, whom to ask, what is known of them.

use super::ways::Position;
use super::wire::{Fill, SuggestionRequest};
use super::{MEMBERS, PLACES, rows};
use crate::assignments::{AssignmentId, Seat};
use crate::board;
use crate::eligibility::{self, Facts, Place};
use crate::requirements::{DemandView, RequirementId, RequirementRow, RequirementView};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Error, MemberId, Result, SiteId, Span, Timestamp, UnitId};
use std::collections::{BTreeSet, HashMap};
use store::Tx;

/// Around what is filled, so much counts as what somebody has already, in milliseconds: a week.
const AROUND: i64 = 7 * 24 * 60 * 60 * 1_000;

/// What is known. Nothing of the database is held.
#[derive(Debug)]
pub struct Known {
    pub(super) facts: Facts,
    /// What is to be filled, by time.
    pub(super) openings: Vec<Opening>,
    pub(super) members: Vec<MemberId>,
    pub(super) positions: HashMap<SiteId, Position>,
    /// Where members are by what they have already.
    pub(super) busy_at: HashMap<AssignmentId, SiteId>,
    pub(super) times_at: HashMap<(MemberId, SiteId), i64>,
    /// What counts as what somebody has already.
    pub(super) period: Option<Span>,
    pub(super) left_out: Vec<RequirementId>,
    pub(super) truncated: bool,
}

/// A requirement with places left.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) view: RequirementView,
    pub(super) place: Place,
    /// How many are to be found.
    pub(super) room: u32,
    /// How many of them it cannot go ahead without.
    pub(super) needed: u32,
}

/// Reads what is open and who is to be asked, as far as the right in use reaches.
pub fn read(tx: &mut Tx<'_>, asked: &SuggestionRequest) -> Result<Known> {
    let units: Option<Vec<UnitId>> = asked.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let found = wanted(tx, asked, units.as_deref())?;
    let now = tx.now();
    let rows: HashMap<RequirementId, bool> = found.iter().map(|row| (row.id, row.exclusive)).collect();
    let (open, closed): (Vec<_>, Vec<_>) = found.into_iter().partition(|row| row.live && row.start_at >= now);
    let mut left_out: Vec<RequirementId> = closed.into_iter().map(|row| row.id).collect();
    let mut openings = Vec::new();
    for view in rows::open(tx, open)? {
        match opening(&view, asked.fill.unwrap_or(Fill::Needed), rows.get(&view.id).copied().unwrap_or(true)) {
            Some(opening) => openings.push(opening),
            None => left_out.push(view.id),
        }
    }
    if asked.requirement_ids.is_empty() {
        left_out.clear();
    }
    let truncated = openings.len() > PLACES;
    openings.truncate(PLACES);
    let places: Vec<Place> = openings.iter().map(|opening| opening.place.clone()).collect();
    let members = asked_of(tx, asked, units.as_deref(), &places)?;
    if members.len() > MEMBERS {
        return Err(Error::refused("too-many-members", format!("at most {MEMBERS} members are asked about at once; name a unit")));
    }
    let facts = Facts::load(tx, &places, &members)?;
    let sites: BTreeSet<SiteId> = openings.iter().filter_map(|opening| opening.view.site_id).collect();
    let period = period(&places);
    let busy_at = period.map(|period| rows::busy_at(tx, &members, period)).transpose()?.unwrap_or_default();
    let all: BTreeSet<SiteId> = sites.iter().chain(busy_at.values()).copied().collect();
    let (positions, times_at) = (rows::positions(tx, &all)?, rows::times_at(tx, &members, &sites)?);
    Ok(Known { facts, openings, members, positions, busy_at, times_at, period, left_out, truncated })
}

/// The requirements that are asked about, within reach.
fn wanted(tx: &mut Tx<'_>, asked: &SuggestionRequest, units: Option<&[UnitId]>) -> Result<Vec<RequirementRow>> {
    if !asked.requirement_ids.is_empty() {
        let ids: BTreeSet<RequirementId> = asked.requirement_ids.iter().copied().collect();
        let ids: Vec<RequirementId> = ids.into_iter().collect();
        let found = rows::named(tx, &ids)?;
        return if found.len() == ids.len() { Ok(found) } else { Err(Error::not_found("requirement")) };
    }
    let missing = |field: &'static str| Error::field(field, "missing", "says which time, where no requirements are named");
    let from = asked.from.ok_or_else(|| missing("from"))?;
    let until = asked.until.ok_or_else(|| missing("until"))?;
    board::check_window(from, until)?;
    let views = board::requirements(tx, from, until, units)?;
    let (fill, now) = (asked.fill.unwrap_or(Fill::Needed), tx.now());
    let wanting = |view: &&RequirementView| view.start >= now && view.filled < if fill == Fill::Room { view.max } else { view.min };
    let ids: Vec<RequirementId> = views.iter().filter(wanting).map(|view| view.id).take(PLACES + 1).collect();
    if ids.is_empty() { Ok(Vec::new()) } else { rows::named(tx, &ids) }
}

/// The members who are asked about: here, within reach, of the units and with the competency that are named, and not left out.
fn asked_of(tx: &mut Tx<'_>, asked: &SuggestionRequest, units: Option<&[UnitId]>, places: &[Place]) -> Result<Vec<MemberId>> {
    let mut members = eligibility::asked_for(tx, units)?;
    members.retain(|id| !asked.without_member_ids.contains(id));
    if let (Some(competency), Some(days)) = (asked.competency_id, days(places)) {
        let proved = rows::proved(tx, competency, days)?;
        members.retain(|id| proved.contains(id));
    }
    Ok(members)
}

/// The first and the last day of them, each in its own zone.
fn days(places: &[Place]) -> Option<(Date, Date)> {
    let day = |at: Timestamp, place: &Place| at.date_in(&TimeZone::get(&place.zone).unwrap_or(TimeZone::UTC));
    let first = places.iter().map(|place| day(place.start, place)).min()?;
    let last = places.iter().map(|place| day(place.end.plus_millis(-1), place)).max()?;
    Some((first, last))
}

/// What is left of a requirement; nothing where it has all that is to be found.
fn opening(view: &RequirementView, fill: Fill, exclusive: bool) -> Option<Opening> {
    let left = |most: i64| u32::try_from(most - view.filled).unwrap_or(0);
    let needed = left(view.min);
    let room = if fill == Fill::Room { left(view.max) } else { needed };
    let demands = view.competencies.iter().map(DemandView::demand).collect();
    let place = Place {
        requirement: Some(view.id),
        start: view.start,
        end: view.end,
        zone: view.zone.clone(),
        unit: view.unit_id,
        demands,
        seat: Seat::Full,
        exclusive,
        besides: None,
    };
    (room > 0).then(|| Opening { view: view.clone(), place, room, needed })
}

fn period(places: &[Place]) -> Option<Span> {
    let start = places.iter().map(|place| place.start).min()?;
    let end = places.iter().map(|place| place.end).max()?;
    Span::new(start.plus_millis(-AROUND), end.plus_millis(AROUND)).ok()
}

impl Known {
    /// What takes a member's time whole around what is filled, in minutes.
    pub(super) fn has_minutes(&self, member: MemberId) -> i64 {
        let Some(period) = self.period else { return 0 };
        self.facts.taken_millis(member, period) / 60_000
    }

    /// How often a member was where an opening is.
    pub(super) fn times(&self, member: MemberId, opening: &Opening) -> i64 {
        opening.view.site_id.and_then(|site| self.times_at.get(&(member, site)).copied()).unwrap_or(0)
    }
}
