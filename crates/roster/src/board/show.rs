//! The board of some days.

use super::rows::{self, Asked};
use super::window::{ASSIGNMENTS, MEMBERS, REQUIREMENTS, Window, check};
use super::wire::Board;
use super::{abilities, concern, people};
use crate::assignments::told;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Result, Timestamp, UnitId, Zone};
use std::collections::HashSet;
use store::Tx;

/// Commits do not come in the order in which their transactions began: what was written this long before is told again.
const MARGIN: i64 = 15_000;

/// Read the board
///
/// Members, what takes their time, and what is to be filled, of at most 36 days. With `since` only what changed.
#[utoipa::path(get, path = "/board", tag = "Board", operation_id = "getBoard", params(Window),
    responses((status = 200, description = "The board.", body = Board)))]
pub async fn get_board(cx: Cx<permit::BoardRead>, Query(window): Query<Window>) -> Answer<Json<Board>> {
    check(window.from, window.until)?;
    let zone = cx.zone();
    Ok(Json(cx.read(move |tx| read(tx, window, zone)).await?))
}

fn read(tx: &mut Tx<'_>, window: Window, zone: Zone) -> Result<Board> {
    let units: Option<Vec<UnitId>> = window.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let asked = Asked { from: window.from, until: window.until, units: units.as_deref() };
    let assignments = rows::assignments(tx, asked)?;
    let requirements = rows::requirements(tx, asked)?;
    let mut board = Board {
        from: window.from,
        until: window.until,
        zone: zone.to_string(),
        as_of: tx.now(),
        partial: window.since.is_some(),
        people: true,
        truncated: longer(assignments.len(), ASSIGNMENTS) || longer(requirements.len(), REQUIREMENTS),
        members: Vec::new(),
        assignments: told(tx, assignments)?,
        requirements,
        units: Vec::new(),
        competencies: Vec::new(),
        gone_assignments: Vec::new(),
        gone_requirements: Vec::new(),
    };
    board.assignments.truncate(usize::try_from(ASSIGNMENTS).unwrap_or(usize::MAX));
    board.requirements.truncate(usize::try_from(REQUIREMENTS).unwrap_or(usize::MAX));
    if let Some(since) = window.since {
        only_changed(tx, &mut board, since)?;
        board.people = rows::actions(tx, since.plus_millis(-MARGIN))?.iter().any(|action| concern::people(action));
    }
    if board.people {
        board.units = people::units(tx)?;
        board.competencies = abilities::competencies(tx)?;
        board.members = people::members(tx, asked, &zone)?;
        board.truncated |= longer(board.members.len(), MEMBERS);
        board.members.truncate(usize::try_from(MEMBERS).unwrap_or(usize::MAX));
    }
    Ok(board)
}

pub(super) fn longer(found: usize, most: i64) -> bool {
    i64::try_from(found).unwrap_or(i64::MAX) > most
}

/// Leaves what changed, and names what changed and stands here no more. A requirement changes with whoever fills it.
fn only_changed(tx: &mut Tx<'_>, board: &mut Board, since: Timestamp) -> Result<()> {
    let (assignments, requirements) = rows::changed(tx, since.plus_millis(-MARGIN))?;
    let there: HashSet<_> = board.assignments.iter().map(|view| view.id).collect();
    let wanted: HashSet<_> = board.requirements.iter().map(|view| view.id).collect();
    board.gone_assignments = assignments.iter().copied().filter(|id| !there.contains(id)).collect();
    board.gone_requirements = requirements.iter().copied().filter(|id| !wanted.contains(id)).collect();
    let changed: HashSet<_> = assignments.into_iter().collect();
    board.assignments.retain(|view| changed.contains(&view.id));
    Ok(())
}
