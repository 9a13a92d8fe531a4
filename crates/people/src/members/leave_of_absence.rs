//! Leave of absence: a member is away for a while, and is let in again by the clock alone.

use super::wire::{LeaveOfAbsence, MemberView, OnLeave};
use super::{MEMBER_LEAVE_ENDED, MEMBER_LEAVE_SET, ending, rows, rules, told};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, holdings, permit};
use kernel::{Error, MemberId, Result, Text};
use store::{Committed, Event, Subject, WriteTx};

/// Give a member leave of absence
///
/// In the place of the one that was set before, if there was one. While it lasts the member cannot sign in, and what they had open
/// answers no more.
#[utoipa::path(put, path = "/members/{id}/leave-of-absence", tag = "Members", operation_id = "setLeaveOfAbsence",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = LeaveOfAbsence, responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn set_leave_of_absence(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(leave): Json<LeaveOfAbsence>,
) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| set(tx, id, if_match, leave)).await?))
}

/// End a member's leave of absence
///
/// The one that runs, or the one that was to come.
#[utoipa::path(delete, path = "/members/{id}/leave-of-absence", tag = "Members", operation_id = "endLeaveOfAbsence",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn end_leave_of_absence(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| end(tx, id, if_match)).await?))
}

fn set(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch, leave: LeaveOfAbsence) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    rules::check_here(row.standing().status(tx.now()))?;
    rules::check_leave(leave.from, leave.until)?;
    holdings::not_above(&mut tx, id)?;
    ending::check_owner_left(&mut tx, id)?;
    let before = row.leave_from.map(|from| OnLeave { from, until: row.leave_until });
    (row.leave_from, row.leave_until) = (Some(leave.from), leave.until);
    rows::save(&mut tx, &mut row)?;
    let event = Event::new(&MEMBER_LEAVE_SET, Subject::new("member", id))
        .label(row.name)
        .change("on_leave", &before, &Some(OnLeave { from: leave.from, until: leave.until }))
        .note(leave.reason.map(Text::into_string).filter(|why| !why.is_empty()));
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event, shown)
}

fn end(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    let Some(from) = row.leave_from.filter(|_| row.leave_until.is_none_or(|until| until > tx.now())) else {
        return Err(Error::refused("not-on-leave", "the member has no leave of absence, now or to come"));
    };
    let before = Some(OnLeave { from, until: row.leave_until });
    (row.leave_from, row.leave_until) = (None, None);
    rows::save(&mut tx, &mut row)?;
    let event = Event::new(&MEMBER_LEAVE_ENDED, Subject::new("member", id)).label(row.name).change("on_leave", &before, &None);
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event, shown)
}
