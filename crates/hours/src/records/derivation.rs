//! Deriving the hours of all assignments that are over.

use super::DERIVED;
use super::derive::{Outcome, derive};
use super::rules::HoursSource;
use super::wire::{HoursDerivation, HoursDerived};
use crate::reach::{ASSIGNMENT, check_unit};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use diesel::sql_types::Text;
use kernel::{Error, Result, Zone};
use roster::assignments::{AssignmentId, AssignmentState, rows};
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};

/// As many assignments share one commit.
const MOST: i64 = 1_000;

/// Derive hours
///
/// Of assignments that are over and have none: from booking on and off, or, where nobody booked on, from the assignment as it was
/// planned, which the hours then say. Booking off derives them too. At most 1000 at once; `more` tells whether to ask again.
#[utoipa::path(post, path = "/hours/derivations", tag = "Hours", operation_id = "deriveHours", params(OnceHeader), request_body = HoursDerivation,
    responses((status = 200, description = "What was derived.", body = HoursDerived)))]
pub async fn derive_hours(
    cx: Cx<permit::HoursApprove>,
    once: OnceKey,
    Json(wanted): Json<HoursDerivation>,
) -> Answer<axum::Json<HoursDerived>> {
    let zone = cx.zone();
    Ok(axum::Json(cx.write_once(once.of(&wanted)?, move |tx| carry_out(tx, &wanted, &zone)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, wanted: &HoursDerivation, zone: &Zone) -> Result<Committed<HoursDerived>> {
    if wanted.until < wanted.from {
        return Err(Error::field("until", "before-from", "must not be before the first day"));
    }
    let found = over(&mut tx, wanted, zone)?;
    let mut derived = HoursDerived { more: found.len() > usize::try_from(MOST).unwrap_or(usize::MAX), ..HoursDerived::default() };
    for id in found.into_iter().take(usize::try_from(MOST).unwrap_or(usize::MAX)) {
        let mut row = rows::get(&mut tx, id)?;
        match derive(&mut tx, &row, true)? {
            Outcome::Made(made) => {
                *(if made.source == HoursSource::Attendance { &mut derived.from_attendance } else { &mut derived.from_assignment }) += 1;
                if row.state != AssignmentState::Worked {
                    row.set_state(AssignmentState::Worked);
                    rows::save(&mut tx, &mut row)?;
                }
            }
            Outcome::StillOn => derived.still_on += 1,
            Outcome::Locked => derived.locked += 1,
            Outcome::Absent | Outcome::Nothing | Outcome::Agreed => {}
        }
    }
    let event = Event::new(&DERIVED, wanted.unit_id.map_or_else(|| Subject::unnamed("hours"), |unit| Subject::new("unit", unit)))
        .label(format!("{} – {}", wanted.from, wanted.until))
        .first("from_attendance", &derived.from_attendance)
        .first("from_assignment", &derived.from_assignment)
        .first("still_on", &derived.still_on)
        .first("locked", &derived.locked);
    tx.commit(event, derived)
}

/// Assignments within reach that are over and have no hours, by when they began; one more than is taken.
fn over(tx: &mut Tx<'_>, wanted: &HoursDerivation, zone: &Zone) -> Result<Vec<AssignmentId>> {
    let (zone, now, reach) = (zone.rules(), tx.now(), tx.within("assignments.read"));
    let units = match wanted.unit_id {
        Some(unit) => {
            check_unit(tx, Some(unit))?;
            Some(access::units::below(tx, &[unit])?)
        }
        None => None,
    };
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT assignment.id FROM assignment WHERE assignment.live AND assignment.state IN ('confirmed', 'on_duty', 'worked')");
    statement.sql(" AND assignment.start_at >= ").number(wanted.from.start(&zone).millis());
    statement
        .sql(" AND assignment.start_at < ")
        .number(wanted.until.end(&zone).millis())
        .sql(" AND assignment.end_at <= ")
        .number(now.millis());
    statement.sql(" AND NOT EXISTS (SELECT 1 FROM hours AS h WHERE h.assignment_id = assignment.id AND h.reverses IS NULL)");
    if let Some(units) = &units {
        statement.sql(" AND assignment.unit_id").in_units(units);
    }
    ASSIGNMENT.hold(tx, &mut statement, reach.as_ref());
    statement.sql(" ORDER BY assignment.start_at, assignment.id LIMIT ").number(MOST + 1);
    statement.load(tx.db())
}
