//! Posting a member to a unit.

use super::rows::{self, PostingRow};
use super::rules::{Stretch, ended_by};
use super::wire::{NewPosting, PostingView};
use super::{PostingId, STARTED};
use crate::members::first_roles;
use crate::members::rows as members;
use crate::members::rules::check_here;
use crate::units::rows as units;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use kernel::{Error, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Post a member to a unit
///
/// What the member served in until then ends when this begins, unless it is to be `beside`.
#[utoipa::path(post, path = "/members/{id}/postings", tag = "Postings", operation_id = "createPosting",
    params(("id" = MemberId, Path, description = "The member."), OnceHeader), request_body = NewPosting,
    responses((status = 201, description = "The posting.", body = PostingView)))]
pub async fn create_posting(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    once: OnceKey,
    Json(new): Json<NewPosting>,
) -> Answer<Created<PostingView>> {
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, id, &new)).await?;
    let location = format!("/api/v1/members/{id}/postings");
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, id: MemberId, new: &NewPosting) -> Result<Committed<PostingView>> {
    let member = members::find(&mut tx, id)?;
    check_here(member.standing().status(tx.now()))?;
    members::check_own_posting(&mut tx, id)?;
    let unit = units::open_unit(&mut tx, "unit_id", new.unit_id)?;
    let Some(unit) = first_roles::reached(&tx, Some(unit))? else { return Err(Error::not_found("unit")) };
    if new.supervisor_id == Some(id) {
        return Err(Error::field("supervisor_id", "oneself", "nobody is their own supervisor"));
    }
    let supervisor = new.supervisor_id.map(|above| members::to_be_named(&mut tx, "supervisor_id", above)).transpose()?;
    let from = new.from.unwrap_or(tx.now());
    let there: Vec<Stretch> = rows::of_member(&mut tx, id)?.iter().map(PostingRow::stretch).collect();
    let ended = ended_by(&there, unit.id, from, new.until, new.beside)?;
    for other in &ended {
        rows::set_end(&mut tx, *other, from)?;
    }
    let now = tx.now();
    let row = PostingRow {
        id: PostingId::new(now, tx.rng()),
        version: 1,
        member_id: id,
        unit_id: unit.id,
        supervisor_id: new.supervisor_id,
        from_at: from,
        until_at: new.until,
        created_at: now,
        updated_at: now,
    };
    rows::insert(&mut tx, &row)?;
    let event = Event::new(&STARTED, Subject::new("member", id))
        .label(member.name)
        .first("unit", &unit.name)
        .first("supervisor", &supervisor.map(|above| above.name))
        .first("from", &from)
        .first("until", &new.until)
        .first("ended", &Some(ended.len()).filter(|count| *count > 0))
        .touching(Subject::new("unit", unit.id));
    let shown = rows::shown(&mut tx, &row)?;
    tx.commit(event, shown)
}
