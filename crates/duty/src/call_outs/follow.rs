//! Whoever stands in reserve follows whoever drops out.

use super::rows;
use super::rules::Outcome;
use super::taking::{Wanted, is_blocked};
use super::{CallOutId, FOLLOWED};
use courier::{DutyFacts, DutyNews, House, Letter};
use kernel::{Error, MemberId, Result, Zone};
use notices::{NoticeKind, Telling};
use roster::requirements::{self, RequirementId, RequirementRow};
use store::{Committed, Event, Subject, WriteTx};

/// Gives what is free of a requirement to those in reserve, the first one first; tells them, and tells who that was. Whoever may not
/// take it now keeps their place in reserve.
pub(crate) fn follow(tx: &mut WriteTx<'_>, house: &House, id: RequirementId) -> Result<Vec<MemberId>> {
    let waiting = rows::reserve(tx, id)?;
    let mut placed = Vec::new();
    if waiting.is_empty() {
        return Ok(placed);
    }
    let requirement = requirements::find(tx, id)?;
    if !requirement.live || tx.now() >= requirement.start_at {
        return Ok(placed);
    }
    let wanted = Wanted::of(tx, requirement)?;
    let mut free = wanted.free(tx)?;
    for (call_out, member) in waiting {
        if free == 0 {
            break;
        }
        let findings = wanted.judge(tx, member)?;
        let Some(mut row) = rows::answer_of(tx, call_out, member)?.filter(|_| !is_blocked(&findings)) else { continue };
        row.assignment_id = Some(wanted.give(tx, member)?);
        row.outcome = Some(Outcome::Placed);
        row.findings = serde_json::to_string(&findings).map_err(Error::internal)?;
        rows::save(tx, &row)?;
        tell(tx, house, &wanted.requirement, (call_out, member))?;
        placed.push(member);
        free -= 1;
    }
    Ok(placed)
}

fn tell(tx: &mut WriteTx<'_>, house: &House, of: &RequirementRow, (call_out, member): (CallOutId, MemberId)) -> Result<()> {
    let letter = Letter::Duty { news: DutyNews::Confirmed, duty: facts(of)?, reason: None };
    let telling = Telling {
        members: &[member],
        kind: NoticeKind::PlaceGot,
        subject: Subject::new("call_out", call_out),
        title: format!("You have a place: {}", of.title),
        text: "Somebody dropped out, and you stood in reserve.".to_owned(),
        acknowledge: false,
        urgent: true,
        letter: Some((house.clone(), letter)),
    };
    notices::tell(tx, telling)?;
    Ok(())
}

/// A requirement as letters tell of it.
pub(super) fn facts(of: &RequirementRow) -> Result<DutyFacts> {
    let zone = Zone::parse(&of.zone).map_err(|_| Error::internal("a zone that is none"))?;
    let what = if of.detail.is_empty() { of.title.clone() } else { format!("{} · {}", of.title, of.detail) };
    Ok(DutyFacts { what, place: of.place.clone(), start: of.start_at, end: of.end_at, zone })
}

/// The same where nothing else is done about it: at a requirement that is no session's. Refused where nobody follows.
pub(crate) fn follow_alone(mut tx: WriteTx<'_>, house: &House, id: RequirementId) -> Result<Committed<()>> {
    let placed = follow(&mut tx, house, id)?;
    if placed.is_empty() {
        return Err(Error::refused("nothing-due", "nothing is due"));
    }
    let title = requirements::find(&mut tx, id)?.title;
    let mut record = Event::new(&FOLLOWED, Subject::new("requirement", id)).label(title).first("placed", &placed);
    for member in &placed {
        record = record.touching(Subject::new("member", member));
    }
    tx.commit(record, ())
}
