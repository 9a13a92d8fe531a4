//! The lines of hours: split at midnight and by category, each with the unit the member served in that day and the rate of that day.

use super::rows::Line;
use super::split::{Bounds, less};
use crate::Day;
use crate::rates::{self, Rates};
use diesel::prelude::*;
use jiff::tz::TimeZone;
use kernel::{Error, MemberId, Result, Span, Timestamp, UnitId};
use store::Tx;
use store::schema::posting;

/// Time that is to be written down.
#[derive(Debug, Clone)]
pub(crate) struct Worked {
    pub(crate) member: MemberId,
    /// One after the other, at least one.
    pub(crate) spans: Vec<Span>,
    pub(crate) zone: TimeZone,
    pub(crate) on_call: bool,
    /// How many minutes of it count, if not all.
    pub(crate) minutes: Option<i64>,
    /// Where the member is posted nowhere: the unit of the assignment.
    pub(crate) unit: Option<UnitId>,
}

/// What time comes to, when it is written down.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    pub(crate) first_day: Day,
    pub(crate) last_day: Day,
    pub(crate) minutes: i64,
    /// The unit in which the member served when it began.
    pub(crate) unit: Option<UnitId>,
    pub(crate) lines: Vec<Line>,
}

/// Counts time by the rates and the postings there are.
pub(crate) fn count(tx: &mut Tx<'_>, worked: &Worked) -> Result<Counted> {
    let (first, last) = worked.spans.first().zip(worked.spans.last()).ok_or_else(|| Error::internal("hours of no time"))?;
    let (start, end) = (first.start(), last.end());
    let (_, rates): (i64, Rates) = crate::settings::of(tx, rates::NAME)?;
    let mut pieces = Bounds::new(&rates, worked.zone.clone(), worked.on_call).split(&worked.spans);
    if let Some(minutes) = worked.minutes {
        pieces = less(pieces, minutes);
    }
    let served = Served::of(tx, worked.member)?;
    let line = |piece: &super::split::Piece| Line::of(piece, served.at(piece.at).or(worked.unit), rates.hour(piece.category, piece.day));
    Ok(Counted {
        start,
        end,
        first_day: Day::of(start, &worked.zone),
        last_day: Day::of(end.plus_millis(-1), &worked.zone),
        minutes: pieces.iter().map(|piece| piece.minutes).sum(),
        unit: served.at(start).or(worked.unit),
        lines: pieces.iter().map(line).collect(),
    })
}

/// Where a member served, from when to when.
struct Served(Vec<(UnitId, Timestamp, Option<Timestamp>)>);

impl Served {
    fn of(tx: &mut Tx<'_>, member: MemberId) -> Result<Self> {
        let of = posting::table.filter(posting::member_id.eq(member)).order((posting::from_at, posting::id));
        Ok(Self(of.select((posting::unit_id, posting::from_at, posting::until_at)).load(tx.db())?))
    }

    /// The unit at an instant; of several the one that began first, beside which the others were put.
    fn at(&self, at: Timestamp) -> Option<UnitId> {
        let runs = |(_, from, until): &&(UnitId, Timestamp, Option<Timestamp>)| *from <= at && until.is_none_or(|until| at < until);
        self.0.iter().find(runs).map(|(unit, ..)| *unit)
    }
}

/// Where a member serves at an instant.
pub(crate) fn unit_at(tx: &mut Tx<'_>, member: MemberId, at: Timestamp) -> Result<Option<UnitId>> {
    Ok(Served::of(tx, member)?.at(at))
}
