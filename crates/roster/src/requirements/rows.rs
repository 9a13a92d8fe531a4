//! Requirements in the database.

use super::{CompetencyId, DutyTypeId, RequirementId, RequirementKind};
use crate::reach;
use crate::refused;
use crate::schema::{assignment, requirement, requirement_competency};
use diesel::prelude::*;
use kernel::{Error, Result, SiteId, Timestamp, UnitId};
use store::{Tx, WriteTx};

/// A requirement as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = requirement, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct RequirementRow {
    pub id: RequirementId,
    pub version: i64,
    pub kind: RequirementKind,
    /// The session or the visit, by `kind`.
    pub owner_id: String,
    /// What lists call it: the event and its session, the job.
    pub title: String,
    /// The kind of person, such as "First aider".
    pub detail: String,
    pub start_at: Timestamp,
    pub end_at: Timestamp,
    pub zone: String,
    pub place: String,
    pub site_id: Option<SiteId>,
    pub unit_id: Option<UnitId>,
    pub duty_type_id: Option<DutyTypeId>,
    /// Fewest people with whom it can go ahead.
    pub least: i64,
    /// Most people there is room for.
    pub most: i64,
    /// Further places for trainees beside a qualified one.
    pub supervised: i64,
    pub exclusive: bool,
    pub paid: bool,
    pub live: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// An ability that a requirement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// Which.
    pub competency: CompetencyId,
    /// From which level on; 0 for any.
    pub level: i64,
}

/// One requirement, whoever asks: whoever may see what it belongs to was asked before.
pub fn find(tx: &mut Tx<'_>, id: RequirementId) -> Result<RequirementRow> {
    let found = requirement::table.find(id).select(RequirementRow::as_select()).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("requirement"))
}

/// One requirement within the reach of the right in use.
pub(crate) fn find_reached(tx: &mut Tx<'_>, id: RequirementId) -> Result<RequirementRow> {
    let row = find(tx, id)?;
    if reach::unit_reached(tx, row.unit_id) { Ok(row) } else { Err(Error::not_found("requirement")) }
}

/// The requirements of a session or a visit, as they were made.
pub fn of_owner(tx: &mut Tx<'_>, owner: &str) -> Result<Vec<RequirementRow>> {
    Ok(requirement::table
        .filter(requirement::owner_id.eq(owner))
        .order(requirement::id)
        .select(RequirementRow::as_select())
        .load(tx.db())?)
}

/// What a requirement asks of whoever fills it.
pub fn demands(tx: &mut Tx<'_>, id: RequirementId) -> Result<Vec<Demand>> {
    let rows: Vec<(CompetencyId, i64)> = requirement_competency::table
        .filter(requirement_competency::requirement_id.eq(id))
        .order(requirement_competency::competency_id)
        .select((requirement_competency::competency_id, requirement_competency::level))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(competency, level)| Demand { competency, level }).collect())
}

/// Writes a new requirement with what it asks for.
pub fn insert(tx: &mut WriteTx<'_>, row: &RequirementRow, demands: &[Demand]) -> Result<()> {
    diesel::insert_into(requirement::table).values(row).execute(tx.db())?;
    set_demands(tx, row.id, demands)
}

/// Says anew what a requirement asks for.
pub fn set_demands(tx: &mut WriteTx<'_>, id: RequirementId, demands: &[Demand]) -> Result<()> {
    diesel::delete(requirement_competency::table.filter(requirement_competency::requirement_id.eq(id))).execute(tx.db())?;
    for demand in demands {
        diesel::insert_into(requirement_competency::table)
            .values((
                requirement_competency::requirement_id.eq(id),
                requirement_competency::competency_id.eq(demand.competency),
                requirement_competency::level.eq(demand.level),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Writes a changed requirement: its version rises. Refused where more places are taken than would be left.
pub fn update(tx: &mut WriteTx<'_>, row: &mut RequirementRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(requirement::table.find(row.id)).set(&*row).execute(tx.db()).map_err(refused)?;
    Ok(())
}

/// Removes a requirement that nobody ever had a place of.
pub fn delete(tx: &mut WriteTx<'_>, id: RequirementId) -> Result<()> {
    set_demands(tx, id, &[])?;
    diesel::delete(requirement::table.find(id)).execute(tx.db())?;
    Ok(())
}

/// Takes the requirements of a session or a visit back, and frees everybody who was to fill them; tells who that was.
pub fn cancel_of_owner(tx: &mut WriteTx<'_>, owner: &str, reason: &str) -> Result<Vec<crate::assignments::AssignmentRow>> {
    let now = tx.now();
    diesel::update(requirement::table.filter(requirement::owner_id.eq(owner).and(requirement::live.eq(true))))
        .set((requirement::live.eq(false), requirement::version.eq(requirement::version + 1), requirement::updated_at.eq(now)))
        .execute(tx.db())?;
    crate::assignments::rows::cancel_of_owner(tx, owner, reason)
}

/// How many places of each kind are taken: `(full, supervised)`.
pub fn filled(tx: &mut Tx<'_>, id: RequirementId) -> Result<(i64, i64)> {
    let of = |seat: crate::assignments::Seat| {
        assignment::table.filter(assignment::requirement_id.eq(id).and(assignment::live.eq(true)).and(assignment::seat.eq(seat))).count()
    };
    let full = of(crate::assignments::Seat::Full).get_result(tx.db())?;
    let supervised = of(crate::assignments::Seat::Supervised).get_result(tx.db())?;
    Ok((full, supervised))
}
