//! Bringing in a plan, or looking at what would come of it.

use super::wire::{Format, NewPlan, PlanReport};
use super::{again, make, members};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use calendar::programme::{self, Programme, Settings};
use kernel::{Error, Result, Timestamp, Zone};
use store::{Committed, Tx, WriteTx};

/// How far a calendar is read, back and ahead: a year, and two.
const BACK: i64 = 366 * 24 * 60 * 60 * 1_000;
const AHEAD: i64 = 2 * BACK;

/// Bring in a plan made elsewhere
///
/// Shifts, a conference's programme, volunteers' tasks or a calendar become a drafted event with its sessions and what they need. A file of
/// members says what they can do: each competency named there is recorded as a certificate, for those found by address or number; that
/// needs `certificates.write`, `certificates.verify` and `members.private` too, for the whole organisation. Each row is taken, or told with
/// the reason why not; look first with `dry_run`. Brought in again, nothing is made twice: sessions are known by the file's own mark (a
/// calendar's UID and occurrence, a programme's guid), or by what they are, where and when, and stay as they are; what is new joins the event
/// that the others are in, unless that was cancelled. Certificates are not recorded twice.
#[utoipa::path(post, path = "/planning-imports", tag = "Events", operation_id = "importPlan", params(OnceHeader), request_body = NewPlan,
    responses((status = 200, description = "What came of it.", body = PlanReport)))]
pub async fn import_plan(cx: Cx<permit::EventsWrite>, once: OnceKey, Json(new): Json<NewPlan>) -> Answer<axum::Json<PlanReport>> {
    if new.format == Format::MembersCsv {
        cx.wholly::<permit::CertificatesWrite>()?;
        cx.wholly::<permit::CertificatesVerify>()?;
        cx.wholly::<permit::MembersPrivate>()?;
    }
    let home = cx.zone();
    let once = once.of(&new)?;
    let (asked, zone) = (new.clone(), home.clone());
    if let Some(seen) = cx.read(move |tx| seen(tx, &asked, &zone)).await? {
        return Ok(axum::Json(seen));
    }
    let report = cx.write_once(once, move |tx| bring(tx, &new, &home)).await?;
    Ok(axum::Json(report))
}

/// What would come of a file, in an organisation at home in this zone.
fn look(tx: &mut Tx<'_>, new: &NewPlan, home: &Zone) -> Result<PlanReport> {
    if new.format == Format::MembersCsv {
        return Ok(members::judged(tx, new, home)?.report);
    }
    let programme = read(new, new.zone.as_ref().unwrap_or(home), tx.now())?;
    let fresh = again::fresh(tx, new, programme)?;
    let mut report = PlanReport::of(&fresh.programme, fresh.kept);
    report.event = fresh.event.map(|id| make::told(tx, id)).transpose()?;
    Ok(report)
}

/// What there is to tell where nothing is to be written: it is only looked at, or all of it is here already.
pub fn seen(tx: &mut Tx<'_>, new: &NewPlan, home: &Zone) -> Result<Option<PlanReport>> {
    // What members can do is always brought in: each of them is looked at once.
    if new.format == Format::MembersCsv && !new.dry_run {
        return Ok(None);
    }
    let report = look(tx, new, home)?;
    Ok((new.dry_run || report.is_here_already()).then_some(report))
}

/// Takes a file in a transaction that says itself what it did.
pub fn bring(mut tx: WriteTx<'_>, new: &NewPlan, home: &Zone) -> Result<Committed<PlanReport>> {
    if new.format == Format::MembersCsv {
        let judged = members::judged(&mut tx, new, home)?;
        return members::written(tx, judged);
    }
    let zone = new.zone.as_ref().unwrap_or(home);
    let programme = read(new, zone, tx.now())?;
    let fresh = again::fresh(&mut tx, new, programme)?;
    make::event(tx, new, zone, &fresh)
}

fn read(new: &NewPlan, zone: &Zone, now: Timestamp) -> Result<Programme> {
    let at = |millis: i64| jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    let (from, until) = (at(now.plus_millis(-BACK).millis()), at(now.plus_millis(AHEAD).millis()));
    let zone = calendar::wall::zone(zone.as_str()).ok_or_else(|| Error::field("zone", "unknown", "there is no such zone"))?;
    let settings = Settings { zone, first_day: new.first_day, from, until };
    let bytes = new.text.as_bytes();
    let read = match new.format {
        Format::EmfShifts => programme::shifts(bytes, &settings),
        Format::FrabXml => programme::schedule_xml(bytes, &settings),
        Format::FrabJson => programme::schedule_json(bytes, &settings),
        Format::FosdemTasks => programme::tasks(bytes, &settings),
        Format::Ics => programme::calendar(bytes, &settings),
        Format::MembersCsv => return Err(Error::internal("a file of members is no plan")),
    };
    read.map_err(|why| Error::field("text", "not-readable", why.to_string()))
}
