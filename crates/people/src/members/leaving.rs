//! Leaving the organisation: at once, or on a day that the server keeps by itself.

use super::rows::MemberRow;
use super::wire::{Leaving, MemberStatus, MemberView};
use super::{MEMBER_CAME_BACK, MEMBER_LEAVING_SET, MEMBER_LEAVING_WITHDRAWN, MEMBER_LEFT, ending, rows, rules, told};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::revocations::Ended;
use access::{Cx, holdings, permit};
use kernel::{Error, MemberId, Result, Text};
use store::{Committed, Event, Subject, WriteTx};

/// Set when a member leaves
///
/// Now or in the past: at once, with postings, roles, password and every way in ended. Later: access closes at that very instant.
#[utoipa::path(put, path = "/members/{id}/leaving", tag = "Members", operation_id = "setLeaving",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = Leaving, responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn set_leaving(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<MemberId>,
    if_match: IfMatch,
    Json(leaving): Json<Leaving>,
) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| set(tx, id, if_match, leaving)).await?))
}

/// Take a member's leaving back
///
/// Before the day: as if nothing had been said. After it: the member is back with the role `member` and no way to sign in; postings
/// and other roles are given anew.
#[utoipa::path(delete, path = "/members/{id}/leaving", tag = "Members", operation_id = "withdrawLeaving",
    params(("id" = MemberId, Path, description = "The member."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    responses((status = 200, description = "The member as they stand now.", body = MemberView)))]
pub async fn withdraw_leaving(cx: Cx<permit::MembersWrite>, Path(id): Path<MemberId>, if_match: IfMatch) -> Answer<Versioned<MemberView>> {
    Ok(Versioned(cx.write(move |tx| withdraw(tx, id, if_match)).await?))
}

fn set(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch, leaving: Leaving) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    rules::check_here(row.standing().status(tx.now()))?;
    holdings::not_above(&mut tx, id)?;
    let (now, before) = (tx.now(), row.leaves_at);
    ending::check_owner_left(&mut tx, id)?;
    let why = leaving.reason.map(Text::into_string).filter(|why| !why.is_empty());
    let event = if leaving.at <= now {
        let ended = ending::see_out(&mut tx, &mut row, leaving.at)?;
        left(&row, ended)
    } else {
        row.leaves_at = Some(leaving.at);
        rows::save(&mut tx, &mut row)?;
        Event::new(&MEMBER_LEAVING_SET, Subject::new("member", id)).label(row.name.as_str()).change("leaves_at", &before, &row.leaves_at)
    };
    let row = rows::find_anywhere(&mut tx, id)?;
    let shown = told::one(&mut tx, row)?;
    tx.commit(event.note(why), shown)
}

/// The record of somebody's having been seen out.
pub(super) fn left(row: &MemberRow, ended: Ended) -> Event {
    Event::new(&MEMBER_LEFT, Subject::new("member", row.id))
        .label(row.name.as_str())
        .first("left_at", &row.leaves_at)
        .first("ended", &ended)
}

fn withdraw(mut tx: WriteTx<'_>, id: MemberId, if_match: IfMatch) -> Result<Committed<MemberView>> {
    let mut row = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || told::shown(&mut tx, id))?;
    let Some(at) = row.leaves_at else {
        return Err(Error::refused("not-leaving", "the member has not left and has no day of leaving"));
    };
    let is_back = row.standing().status(tx.now()) == MemberStatus::Left;
    if is_back {
        super::first_roles::checked(&mut tx, vec![super::first_roles::EVERYBODY])?;
        let now = tx.now();
        ending::see_out(&mut tx, &mut row, now)?;
        "active".clone_into(&mut row.status);
    }
    row.leaves_at = None;
    rows::save(&mut tx, &mut row)?;
    if is_back {
        holdings::give(&mut tx, id, super::first_roles::EVERYBODY, None)?;
    }
    let action = if is_back { &MEMBER_CAME_BACK } else { &MEMBER_LEAVING_WITHDRAWN };
    let event = Event::new(action, Subject::new("member", id)).label(row.name).change("leaves_at", &Some(at), &None);
    let row = rows::find_anywhere(&mut tx, id)?;
    let shown = told::one(&mut tx, row)?;
    tx.commit(event, shown)
}
