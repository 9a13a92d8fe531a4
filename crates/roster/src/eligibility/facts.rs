//! What is known of members when they are judged, loaded for many at once.

use super::wire::Verdict;
use super::{Place, rules};
use crate::assignments::{AssignmentId, AssignmentRow, rows};
use crate::requirements;
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use std::collections::BTreeMap;
use store::Tx;
use store::schema::member;

/// What is known of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberFacts {
    pub(super) member: MemberId,
    pub(super) status: String,
    pub(super) leave: Option<(Timestamp, Option<Timestamp>)>,
    pub(super) leaves_at: Option<Timestamp>,
    /// Live assignments that touch the time judged, with what lies around it as far as rules look.
    pub(super) assignments: Vec<AssignmentRow>,
}

/// How many places of the kind wanted are left; `None` where there is no requirement.
pub(super) type Left = Option<i64>;

type MemberSql = (MemberId, String, Option<Timestamp>, Option<Timestamp>, Option<Timestamp>);

/// Whether each of these members may take this place, in the order asked. Whoever does not exist is left out.
pub fn judge(tx: &mut Tx<'_>, place: &Place, members: &[MemberId]) -> Result<Vec<Verdict>> {
    let left = left(tx, place)?;
    let facts = load(tx, place, members)?;
    Ok(members.iter().filter_map(|id| facts.get(id)).map(|facts| rules::judge(place, facts, left)).collect())
}

fn left(tx: &mut Tx<'_>, place: &Place) -> Result<Left> {
    let Some(id) = place.requirement else { return Ok(None) };
    let row = requirements::find(tx, id)?;
    let (full, supervised) = requirements::rows::filled(tx, id)?;
    let left = match place.seat {
        crate::assignments::Seat::Full => row.most - full,
        crate::assignments::Seat::Supervised => row.supervised - supervised,
    };
    // The place that is moved or handed on was counted.
    let own = match place.besides {
        Some(besides) => i64::from(rows::holds_place(tx, besides, id, place.seat)?),
        None => 0,
    };
    Ok(Some(left + own))
}

fn load(tx: &mut Tx<'_>, place: &Place, members: &[MemberId]) -> Result<BTreeMap<MemberId, MemberFacts>> {
    let mut facts = BTreeMap::new();
    for &id in members {
        let found: Option<MemberSql> = member::table
            .find(id)
            .filter(member::customer_id.is_null())
            .select((member::id, member::status, member::leave_from, member::leave_until, member::leaves_at))
            .get_result(tx.db())
            .optional()?;
        let Some((member, status, leave_from, leave_until, leaves_at)) = found else { continue };
        let assignments = rows::touching(tx, member, place.start, place.end)?;
        facts.insert(id, MemberFacts { member, status, leave: leave_from.map(|from| (from, leave_until)), leaves_at, assignments });
    }
    Ok(facts)
}

impl MemberFacts {
    pub(super) fn elsewhere(&self, besides: Option<AssignmentId>) -> impl Iterator<Item = &AssignmentRow> {
        self.assignments.iter().filter(move |row| Some(row.id) != besides)
    }
}
