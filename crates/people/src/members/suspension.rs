//! Suspending a member, and ending that.

use super::wire::{MemberStatus, MemberView, Reason};
use super::{MEMBER_SUSPENDED, MEMBER_SUSPENSION_ENDED, ending, rows, rules, told};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, holdings, permit};
use kernel::{Error, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Suspend a member
///
/// Signed out everywhere at once, and let in again by nothing until the suspension ends.
#[utoipa::path(put, path = "/members/{id}/suspension", tag = "Members", operation_id = "suspendMember",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Reason, responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn suspend_member(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(why): Json<Reason>,
) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| suspend(tx, id, if_match, why)).await?))
}

/// End a member's suspension
#[utoipa::path(delete, path = "/members/{id}/suspension", tag = "Members", operation_id = "endMemberSuspension",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn end_member_suspension(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| let_in_again(tx, id, if_match)).await?))
}

fn suspend(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch, why: Reason) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    rules::check_here(row.standing().status(tx.now()))?;
    if row.standing().suspended {
        return Err(Error::refused("suspended-already", "the member is suspended already"));
    }
    rules::check_other(tx.actor().member(), id)?;
    holdings::not_above(&mut tx, id)?;
    ending::check_owner_left(&mut tx, id)?;
    "suspended".clone_into(&mut row.status);
    rows::save(&mut tx, &mut row)?;
    let ended = ending::all_ways_in(&mut tx, id)?;
    let event = Event::new(&MEMBER_SUSPENDED, Subject::new("member", id)).label(row.name).first("ended", &ended);
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event.note(Some(why.reason.into_string()).filter(|why| !why.is_empty())), shown)
}

fn let_in_again(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    if row.standing().status(tx.now()) != MemberStatus::Suspended {
        return Err(Error::refused("not-suspended", "the member is not suspended"));
    }
    holdings::not_above(&mut tx, id)?;
    "active".clone_into(&mut row.status);
    rows::save(&mut tx, &mut row)?;
    let event = Event::new(&MEMBER_SUSPENSION_ENDED, Subject::new("member", id)).label(row.name);
    let shown = told::shown(&mut tx, id)?;
    tx.commit(event, shown)
}
