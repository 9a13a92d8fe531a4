//! What sessions need, in the database.

use super::wire::{NeedLink, NeedView, NewNeed};
use super::{Allocation, RequirementId};
use crate::events::rows::EventRow;
use crate::reach::{self, SEEING};
use crate::schema::{booking, sign_up};
use crate::sessions::SessionId;
use crate::sessions::rows::{self as sessions, SessionRow};
use diesel::prelude::*;
use kernel::{Error, Result, Timestamp};
use roster::requirements::{self, RequirementRow};
use store::{Tx, WriteTx};

/// Most abilities asked for at once.
pub(super) const MOST_ABILITIES: usize = 20;
/// Most requirements of a session.
pub(crate) const MOST: usize = 50;

/// How the places of a requirement are given out, as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = sign_up, primary_key(requirement_id), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct SignUpRow {
    pub requirement_id: RequirementId,
    pub session_id: SessionId,
    pub cap_per_member: Option<i64>,
    pub allocation: Allocation,
    pub allocated_at: Option<Timestamp>,
    pub seed: Option<String>,
}

/// A requirement with all it belongs to.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names of the kinds say it")]
pub struct Need {
    pub requirement: RequirementRow,
    pub sign_up: SignUpRow,
    pub session: SessionRow,
    pub event: EventRow,
}

impl Need {
    /// As bookings name it.
    pub fn link(&self) -> NeedLink {
        NeedLink { id: self.requirement.id, name: self.requirement.detail.clone() }
    }

    /// Whether applications are collected until the deadline, and have not been decided on.
    pub fn is_collecting(&self) -> bool {
        self.sign_up.allocation != Allocation::FirstCome && self.sign_up.allocated_at.is_none()
    }
}

/// One requirement of a session that the right in use reaches.
pub(super) fn find(tx: &mut Tx<'_>, id: RequirementId) -> Result<Need> {
    let reached = tx.within(SEEING);
    let found = seen(tx, id).ok().filter(|need| reach::holds(tx, reached.as_ref(), need.event.unit_id));
    found.ok_or_else(|| Error::not_found("requirement"))
}

/// One requirement of a session that the asker may see, whatever right is in use.
pub(crate) fn seen(tx: &mut Tx<'_>, id: RequirementId) -> Result<Need> {
    let need = anywhere(tx, id)?;
    sessions::seen(tx, need.session.id).map_err(|_| Error::not_found("requirement"))?;
    Ok(need)
}

/// One requirement of a session, whoever asks: for what is done in its name.
pub(crate) fn anywhere(tx: &mut Tx<'_>, id: RequirementId) -> Result<Need> {
    let sign_up: Option<SignUpRow> = sign_up::table.find(id).get_result(tx.db()).optional()?;
    let sign_up = sign_up.ok_or_else(|| Error::not_found("requirement"))?;
    let requirement = requirements::find(tx, id)?;
    let (session, event) = sessions::anywhere(tx, sign_up.session_id)?;
    Ok(Need { requirement, sign_up, session, event })
}

/// How places are given out, written for the first time.
pub(crate) fn insert(tx: &mut WriteTx<'_>, row: &SignUpRow) -> Result<()> {
    diesel::insert_into(sign_up::table).values(row).execute(tx.db())?;
    Ok(())
}

/// The same, changed.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &SignUpRow) -> Result<()> {
    diesel::update(sign_up::table.find(row.requirement_id)).set(row).execute(tx.db())?;
    Ok(())
}

/// Removes a requirement that nobody ever asked for.
pub(super) fn delete(tx: &mut WriteTx<'_>, id: RequirementId) -> Result<()> {
    let asked: i64 = booking::table.filter(booking::requirement_id.eq(id)).count().get_result(tx.db())?;
    if asked > 0 || crate::call_outs::is_called_for(tx, id)? || !roster::assignments::of_requirement(tx, id)?.is_empty() {
        return Err(Error::refused("asked-for", "somebody has or had a place, or asked for one: set its places to what is needed instead"));
    }
    diesel::delete(sign_up::table.find(id)).execute(tx.db())?;
    requirements::rows::delete(tx, id)
}

/// What a session needs, as it is told.
pub(crate) fn told_of_session(tx: &mut Tx<'_>, session: SessionId) -> Result<Vec<NeedView>> {
    let rows = requirements::of_owner(tx, session.as_str())?;
    rows.into_iter().map(|row| told(tx, row)).collect()
}

/// One requirement as it is told.
pub(super) fn told(tx: &mut Tx<'_>, row: RequirementRow) -> Result<NeedView> {
    let sign_up: SignUpRow = sign_up::table.find(row.id).get_result(tx.db())?;
    let in_state = |state: &'static str| {
        booking::table.filter(booking::requirement_id.eq(row.id).and(booking::live.eq(true)).and(booking::state.eq(state))).count()
    };
    let waiting = in_state("waitlisted").get_result(tx.db())?;
    let applied = in_state("applied").get_result(tx.db())?;
    let requirement = requirements::told(tx, row)?;
    Ok(NeedView {
        name: requirement.detail.clone(),
        requirement,
        waiting,
        applied,
        cap_per_member: sign_up.cap_per_member,
        allocation: sign_up.allocation,
        allocated_at: sign_up.allocated_at,
        seed: sign_up.seed,
    })
}

/// The requirement of a session as somebody wants it.
pub(crate) fn wanted(tx: &WriteTx<'_>, new: &NewNeed, session: &SessionRow, event: &EventRow) -> RequirementRow {
    let now = tx.now();
    RequirementRow {
        id: RequirementId::new(now, tx.rng()),
        version: 1,
        kind: requirements::RequirementKind::Session,
        owner_id: session.id.to_string(),
        title: session.title(event),
        detail: new.name.as_str().to_owned(),
        start_at: session.start_at,
        end_at: session.end_at,
        zone: session.zone.clone(),
        place: session.place.clone(),
        site_id: None,
        unit_id: event.unit_id,
        duty_type_id: new.duty_type_id,
        least: i64::from(new.min),
        most: i64::from(new.max),
        supervised: i64::from(new.supervised),
        exclusive: true,
        paid: false,
        live: session.state(now).is_live(),
        created_at: now,
        updated_at: now,
    }
}

/// Numbers that fit one another.
pub(crate) fn check(row: &RequirementRow) -> Result<()> {
    if row.most < 1 || row.most > 10_000 {
        return Err(Error::field("max", "out-of-range", "must be from 1 to 10 000"));
    }
    if row.least > row.most {
        return Err(Error::field("min", "more-than-max", "must not be more than max"));
    }
    if row.supervised > 10_000 {
        return Err(Error::field("supervised", "out-of-range", "must be at most 10 000"));
    }
    Ok(())
}
