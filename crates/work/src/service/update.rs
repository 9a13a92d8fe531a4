//! Saying when the organisation works, and how soon it promises what.

use super::wire::{NewServiceHours, ServiceHours};
use super::{CHANGED, rows};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use kernel::{Error, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Say when the organisation works, and how soon it promises what. Jobs that are open keep what was promised.
#[utoipa::path(put, path = "/service-hours", operation_id = "setServiceHours", tag = "Service",
    params(("If-Match" = String, Header, description = "The version that is changed, as its ETag")), request_body = NewServiceHours,
    responses((status = 200, body = ServiceHours, description = "Hours, days off and promises as they stand now")))]
pub async fn set_service_hours(
    cx: Cx<permit::JobTypesWrite>,
    if_match: IfMatch,
    Json(new): Json<NewServiceHours>,
) -> Answer<Versioned<ServiceHours>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, if_match, &new)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, if_match: IfMatch, new: &NewServiceHours) -> Result<Committed<ServiceHours>> {
    let before = rows::settings(&mut tx)?;
    let version = before.as_ref().map_or(0, |before| before.version);
    if_match.hold(version, || before.clone().ok_or_else(|| Error::not_found("service hours")))?;
    let after = ServiceHours {
        version: version + 1,
        zone: new.zone.as_str().to_owned(),
        weekly: new.weekly.clone(),
        holidays: new.holidays.clone(),
        targets: new.targets,
    };
    after.clone().hours()?;
    rows::set(&mut tx, after.version, new)?;
    let was = before.as_ref();
    let event = Event::new(&CHANGED, Subject::unnamed("service_hours"))
        .change("zone", &was.map(|was| &was.zone), &Some(&after.zone))
        .change("weekly", &was.map(|was| &was.weekly), &Some(&after.weekly))
        .change("holidays", &was.map(|was| &was.holidays), &Some(&after.holidays))
        .change("targets", &was.map(|was| was.targets), &Some(after.targets));
    tx.commit(event, after)
}
