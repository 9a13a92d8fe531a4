//! Calling people out.

use super::rows::{self, CallOutRow};
use super::taking::Wanted;
use super::wire::{Audience, CallOutView, NewCallOut};
use super::{CallOutId, MADE, asking, rules, told};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use courier::House;
use jiff::tz::TimeZone;
use kernel::{Error, MemberId, Reach, Result};
use roster::audience;
use roster::requirements::{self, RequirementRow};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Most members asked at once.
const MOST: usize = 500;

/// Call people out
///
/// Everybody of the audience who may take the place is told at once, through quiet hours, with a link of their own by which they answer
/// without signing in. Whoever may not take it is left out and counted. Places go to those who say yes, in the order of their answers.
#[utoipa::path(post, path = "/call-outs", tag = "Call-outs", operation_id = "createCallOut", params(OnceHeader),
    request_body = NewCallOut, responses((status = 201, description = "The call-out.", body = CallOutView)))]
pub async fn create_call_out(cx: Cx<permit::CallOutsWrite>, once: OnceKey, Json(new): Json<NewCallOut>) -> Answer<Created<CallOutView>> {
    let (house, by) = (cx.house(), (cx.member(), cx.identity().member.name.clone()));
    let row = cx.write_once(once.of(&new)?, move |tx| call(tx, &house, &by, new)).await?;
    let location = format!("/api/v1/call-outs/{}", row.id);
    Ok(Created { row, location })
}

fn call(mut tx: WriteTx<'_>, house: &House, by: &(MemberId, String), new: NewCallOut) -> Result<Committed<CallOutView>> {
    if new.text.as_str().trim().is_empty() {
        return Err(Error::field("text", "empty", "say what people are needed for"));
    }
    let requirement = requirement(&mut tx, &new)?;
    let until_at = rules::until(new.until, requirement.start_at, tx.now())?;
    let wanted = Wanted::of(&mut tx, requirement)?;
    if !new.reserve && wanted.free(&mut tx)? == 0 {
        return Err(Error::refused("full", "no place is left, and nobody stands in reserve: there is nothing to be called for"));
    }
    let meant = meant(&mut tx, &new.audience, &wanted.requirement)?;
    let asked = wanted.able(&mut tx, &meant)?;
    match asked.len() {
        0 => return Err(Error::refused("nobody-able", format!("none of the {} who are meant may take the place", meant.len()))),
        count if count > MOST => return Err(Error::field("audience", "too-many", format!("at most {MOST} are called out at once"))),
        _ => {}
    }
    let row = CallOutRow {
        id: CallOutId::new(tx.now(), tx.rng()),
        version: 1,
        requirement_id: wanted.requirement.id,
        text: new.text.into_string(),
        audience: serde_json::to_string(&new.audience).map_err(Error::internal)?,
        until_at,
        reserve: new.reserve,
        left_out: i64::try_from(meant.len() - asked.len()).map_err(Error::internal)?,
        made_by: by.0,
        created_at: tx.now(),
        ended_at: None,
    };
    rows::insert(&mut tx, &row, &asked)?;
    asking::ask(&mut tx, house, &by.1, &row, &wanted.requirement, &asked)?;
    let event = Event::new(&MADE, Subject::new("call_out", row.id))
        .label(wanted.requirement.title.as_str())
        .first("audience", &new.audience)
        .first("until", &row.until_at)
        .first("asked", &asked.len())
        .first("left_out", &row.left_out)
        .touching(Subject::new("requirement", row.requirement_id));
    let view = told::one(&mut tx, row, wanted.requirement)?;
    tx.commit(event, view)
}

/// The requirement, if the right in use reaches it and it can be filled.
fn requirement(tx: &mut Tx<'_>, new: &NewCallOut) -> Result<RequirementRow> {
    let found = requirements::find(tx, new.requirement_id).ok();
    let reach = tx.reach().clone();
    let found = found.filter(|row| rows::is_reached(tx, Some(&reach), row, None));
    let found = found.ok_or_else(|| Error::field("requirement_id", "unknown", "there is no such requirement"))?;
    if !found.live || tx.now() >= found.start_at {
        return Err(Error::refused("not-open", format!("{} is not published, was cancelled, or has begun", found.title)));
    }
    Ok(found)
}

/// Whom the audience means, within reach of the right in use.
fn meant(tx: &mut Tx<'_>, asked: &Audience, of: &RequirementRow) -> Result<Vec<MemberId>> {
    let within = match tx.reach() {
        Reach::Units(units) => Some(units.to_vec()),
        _ => None,
    };
    let (units, competencies, members) = (asked.unit_ids.clone(), asked.competency_ids.clone(), asked.member_ids.clone());
    let audience = audience::Audience { units, competencies, members, within, ..audience::Audience::default() };
    audience::check(tx, &audience)?;
    let zone = TimeZone::get(&of.zone).unwrap_or(TimeZone::UTC);
    audience::members(tx, &audience, of.start_at.date_in(&zone))
}
