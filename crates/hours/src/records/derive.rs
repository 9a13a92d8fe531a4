//! Hours from an assignment that is over: from booking on and off, or, where nobody booked on, from the assignment as it was planned.

use super::correction::set;
use super::lines::{self, Worked};
use super::rows::{self, HoursRow};
use super::rules::{HoursSource, HoursState};
use super::{HoursId, lock};
use crate::Day;
use crate::attendance::{self, Standing};
use crate::schema::site;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{CustomerId, Error, Result, Span, Zone};
use roster::assignments::{AssignmentKind, AssignmentRow};
use store::{Statement, Tx, WriteTx};

/// What came of deriving.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// There are hours, and they say so.
    Made(Box<HoursRow>),
    /// The member booked on and not off.
    StillOn,
    /// The member did not come.
    Absent,
    /// Nobody booked on, and the assignment is not over or is not to be taken for worked.
    Nothing,
    /// There are hours that were approved: they are for a person to correct.
    Agreed,
    /// The day is locked.
    Locked,
}

/// Derives the hours of an assignment anew; nothing is written where they are the same already. Where nobody booked on, the assignment
/// itself counts if it is `taken` for worked.
pub fn derive(tx: &mut WriteTx<'_>, row: &AssignmentRow, taken: bool) -> Result<Outcome> {
    let (spans, source) = match attendance::rows::standing(tx, row.id)? {
        (_, Standing::On(_)) => return Ok(Outcome::StillOn),
        (_, Standing::Absent) => return Ok(Outcome::Absent),
        (spans, Standing::Off) => (spans, HoursSource::Attendance),
        (_, Standing::Nothing) if taken => {
            (vec![Span::new(row.start_at, row.end_at).map_err(|_| Error::internal("an empty assignment"))?], HoursSource::Assignment)
        }
        (_, Standing::Nothing) => return Ok(Outcome::Nothing),
    };
    let zone = Zone::parse(&row.zone).map_err(Error::internal)?.rules();
    let there = rows::of_assignment(tx, row.id)?;
    if there
        .as_ref()
        .is_some_and(|there| matches!(there.state, HoursState::Approved | HoursState::Locked) || there.source == HoursSource::Hand)
    {
        return Ok(Outcome::Agreed);
    }
    let first = spans.first().map_or(row.start_at, Span::start);
    if there.is_none() && lock::holds(tx, row.member_id, first, Day::of(first, &zone), row.unit_id)? {
        return Ok(Outcome::Locked);
    }
    let on_call = row.kind == AssignmentKind::OnCall;
    let counted = lines::count(tx, &Worked { member: row.member_id, spans, zone, on_call, minutes: None, unit: row.unit_id })?;
    match there {
        None => make(tx, row, source, counted).map(|row| Outcome::Made(Box::new(row))),
        Some(mut there) => {
            let kept = rows::lines(tx, there.id, there.revision)?;
            if (there.start_at, there.end_at, there.source) != (counted.start, counted.end, source) || kept != counted.lines {
                set(&mut there, source, counted, tx, None)?;
            }
            Ok(Outcome::Made(Box::new(there)))
        }
    }
}

fn make(tx: &mut WriteTx<'_>, from: &AssignmentRow, source: HoursSource, counted: lines::Counted) -> Result<HoursRow> {
    let (id, now) = (HoursId::new(tx.now(), tx.rng()), tx.now());
    let row = HoursRow {
        id,
        version: 1,
        member_id: from.member_id,
        assignment_id: Some(from.id),
        unit_id: counted.unit,
        duty_type_id: from.duty_type_id,
        customer_id: customer(tx, from)?,
        source,
        title: from.title.clone(),
        place: from.place.clone(),
        zone: from.zone.clone(),
        start_at: counted.start,
        end_at: counted.end,
        first_day: counted.first_day,
        last_day: counted.last_day,
        minutes: counted.minutes,
        revision: 1,
        state: HoursState::Recorded,
        made_by: tx.actor().member(),
        confirmed_at: None,
        approved_by: None,
        approved_at: None,
        locked_at: None,
        reverses: None,
        reversed_by: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(tx, &row, &counted.lines, None)?;
    Ok(row)
}

/// Who it was for: whose event or job it was, or else whose site.
fn customer(tx: &mut Tx<'_>, from: &AssignmentRow) -> Result<Option<CustomerId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    let owner = from.owner_id.clone().unwrap_or_default();
    match from.kind {
        AssignmentKind::Session => {
            statement.sql("SELECT e.customer_id FROM event_session AS s JOIN duty_event AS e ON e.id = s.event_id WHERE s.id = ");
            statement.text(owner).sql(" AND e.customer_id IS NOT NULL");
        }
        AssignmentKind::Visit => {
            statement.sql("SELECT j.customer_id FROM visit AS v JOIN job AS j ON j.id = v.job_id WHERE v.id = ");
            statement.text(owner).sql(" AND j.customer_id IS NOT NULL");
        }
        AssignmentKind::Duty | AssignmentKind::OnCall => {
            statement.sql("SELECT customer.id FROM customer WHERE 1 = 0");
        }
    }
    if let Some(found) = statement.load::<CustomerId>(tx.db())?.pop() {
        return Ok(Some(found));
    }
    let Some(site) = from.site_id else { return Ok(None) };
    let found: Option<Option<CustomerId>> = site::table.find(site.as_str()).select(site::customer_id).get_result(tx.db()).optional()?;
    Ok(found.flatten())
}
