//! Assignments and requirements of a stretch of time.

use super::window::{ASSIGNMENTS, REQUIREMENTS};
use crate::assignments::rows::{LONGEST, select};
use crate::assignments::{AssignmentId, AssignmentRow, Seat};
use crate::reach;
use crate::requirements::rows::Demand;
use crate::requirements::{CompetencyId, RequirementId, RequirementRow, RequirementView};
use crate::schema::{assignment, requirement, requirement_competency};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Reach, Result, Timestamp, UnitId};
use std::collections::{BTreeMap, HashMap};
use store::{Statement, Tx};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    /// Of these units, or of members who serve in them.
    pub(super) units: Option<&'a [UnitId]>,
}

/// The live assignments of that time that the right in use reaches, by time; one more than is told at most.
pub(super) fn assignments(tx: &mut Tx<'_>, asked: Asked<'_>) -> Result<Vec<AssignmentRow>> {
    let mut statement = select(tx);
    statement.sql("assignment.live AND assignment.start_at < ").number(asked.until.millis());
    statement.sql(" AND assignment.start_at > ").number(asked.from.plus_millis(-LONGEST).millis());
    statement.sql(" AND assignment.end_at > ").number(asked.from.millis());
    if let Some(units) = asked.units {
        statement.sql(" AND ");
        reach::in_units(&mut statement, units);
    }
    reach::hold_assignments(tx, &mut statement);
    statement.sql(" ORDER BY assignment.start_at, assignment.id LIMIT ").number(ASSIGNMENTS + 1);
    statement.load(tx.db())
}

/// The live requirements of that time that the right in use reaches, by time, each with places and demands; one more than is told.
pub(super) fn requirements(tx: &mut Tx<'_>, asked: Asked<'_>) -> Result<Vec<RequirementView>> {
    let reach = tx.reach().clone();
    let units = match (&reach, asked.units) {
        (Reach::Units(reached), Some(units)) => Some(units.iter().copied().filter(|unit| reached.binary_search(unit).is_ok()).collect()),
        (Reach::Units(reached), None) => Some(reached.to_vec()),
        (_, units) => units.map(<[UnitId]>::to_vec),
    };
    let wanted =
        |row: &RequirementRow| units.as_ref().is_none_or(|units: &Vec<UnitId>| row.unit_id.is_none_or(|unit| units.contains(&unit)));
    let rows: Vec<RequirementRow> = requirement::table
        .filter(requirement::live.eq(true).and(requirement::start_at.lt(asked.until)))
        .filter(requirement::start_at.gt(asked.from.plus_millis(-LONGEST)).and(requirement::end_at.gt(asked.from)))
        .order((requirement::start_at, requirement::id))
        .limit(4 * REQUIREMENTS)
        .select(RequirementRow::as_select())
        .load(tx.db())?;
    let rows: Vec<RequirementRow> = rows.into_iter().filter(wanted).take(usize::try_from(REQUIREMENTS + 1).unwrap_or(usize::MAX)).collect();
    with_places(tx, rows, asked.from.plus_millis(-LONGEST), asked.until)
}

/// These requirements, which begin between the two instants, with places taken and demands.
pub(crate) fn with_places(tx: &mut Tx<'_>, rows: Vec<RequirementRow>, from: Timestamp, until: Timestamp) -> Result<Vec<RequirementView>> {
    let taken: Vec<(Option<RequirementId>, Seat, i64)> = assignment::table
        .filter(assignment::live.eq(true).and(assignment::requirement_id.is_not_null()))
        // Whoever fills a place may come earlier or later than it begins, by no more than the longest assignment.
        .filter(assignment::start_at.gt(from.plus_millis(-LONGEST)).and(assignment::start_at.lt(until.plus_millis(LONGEST))))
        .group_by((assignment::requirement_id, assignment::seat))
        .select((assignment::requirement_id, assignment::seat, diesel::dsl::count_star()))
        .load(tx.db())?;
    let mut filled: HashMap<RequirementId, (i64, i64)> = HashMap::new();
    for (id, seat, count) in taken {
        let Some(id) = id else { continue };
        let places = filled.entry(id).or_default();
        match seat {
            Seat::Full => places.0 = count,
            Seat::Supervised => places.1 = count,
        }
    }
    let mut demands = demands_between(tx, from, until)?;
    let view = |row: RequirementRow| {
        let (places, asked) = (filled.get(&row.id).copied().unwrap_or_default(), demands.remove(&row.id).unwrap_or_default());
        RequirementView::of(row, places, &asked)
    };
    Ok(rows.into_iter().map(view).collect())
}

fn demands_between(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<BTreeMap<RequirementId, Vec<Demand>>> {
    let rows: Vec<(RequirementId, CompetencyId, i64)> = requirement_competency::table
        .inner_join(requirement::table.on(requirement::id.eq(requirement_competency::requirement_id)))
        .filter(requirement::live.eq(true).and(requirement::start_at.gt(from)).and(requirement::start_at.lt(until)))
        .select((requirement_competency::requirement_id, requirement_competency::competency_id, requirement_competency::level))
        .load(tx.db())?;
    let mut demands: BTreeMap<RequirementId, Vec<Demand>> = BTreeMap::new();
    for (id, competency, level) in rows {
        demands.entry(id).or_default().push(Demand { competency, level });
    }
    Ok(demands)
}

/// Ids of assignments and of requirements that were changed after `since`, whether they are live or not, as far as the right in use
/// reaches.
pub(super) fn changed(tx: &mut Tx<'_>, since: Timestamp) -> Result<(Vec<AssignmentId>, Vec<RequirementId>)> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT assignment.id FROM assignment WHERE assignment.updated_at > ").number(since.millis());
    reach::hold_assignments(tx, &mut statement);
    let assignments = statement.load::<AssignmentId>(tx.db())?;
    let rows = requirement::table.filter(requirement::updated_at.gt(since)).select((requirement::id, requirement::unit_id));
    let requirements: Vec<(RequirementId, Option<UnitId>)> = rows.load(tx.db())?;
    let reached = requirements.into_iter().filter(|(_, unit)| reach::unit_reached(tx, *unit)).map(|(id, _)| id).collect();
    Ok((assignments, reached))
}

/// What the log says happened since then, each kind once.
pub(super) fn actions(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<String>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT DISTINCT event.action FROM event WHERE event.at > ").number(since.millis());
    statement.load::<String>(tx.db())
}
