//! Inviting members to a session.

use super::rows::{self, BookingRow};
use super::wire::{Invited, NewInvitations};
use super::{INVITED, told};
use crate::letters::{self, News};
use crate::needs::rows::{self as needs, Need};
use crate::sessions::rules::Act;
use crate::sessions::{SessionId, rows as sessions};
use crate::{named, reach};
use access::edge::{Answer, Json, OnceHeader, OnceKey, Path};
use access::{Cx, permit};
use courier::House;
use diesel::sql_types::Text;
use http::StatusCode;
use jiff::tz::TimeZone;
use kernel::{Error, MemberId, Result, UnitId};
use roster::assignments::Seat;
use roster::competencies;
use roster::requirements::CompetencyId;
use std::collections::BTreeSet;
use store::{Committed, Event, Statement, Subject, WriteTx};

/// Most members invited at once.
const MOST: usize = 500;

/// Invite members to a session
///
/// They are told by mail. Whoever asked already, or was asked, is passed over.
#[utoipa::path(post, path = "/event-sessions/{id}/invitations", tag = "Bookings", operation_id = "inviteToSession",
    params(("id" = SessionId, Path, description = "The session."), OnceHeader), request_body = NewInvitations,
    responses((status = 201, description = "What became of it.", body = Invited)))]
pub async fn invite_to_session(
    cx: Cx<permit::BookingsManage>,
    Path(id): Path<SessionId>,
    once: OnceKey,
    Json(new): Json<NewInvitations>,
) -> Answer<(StatusCode, axum::Json<Invited>)> {
    let house = cx.house();
    let invited = cx.write_once(once.of(&new)?, move |tx| invite(tx, &house, id, new)).await?;
    Ok((StatusCode::CREATED, axum::Json(invited)))
}

fn invite(mut tx: WriteTx<'_>, house: &House, id: SessionId, new: NewInvitations) -> Result<Committed<Invited>> {
    let (session, _) = sessions::find(&mut tx, id)?;
    let need = needs::seen(&mut tx, new.requirement_id).ok().filter(|need| need.session.id == id);
    let need = need.ok_or_else(|| Error::field("requirement_id", "unknown", "the session has no such requirement"))?;
    let state = session.state(tx.now());
    if !Act::Invite.fits(state) {
        return Err(Error::refused("not-open", format!("nobody is invited to a session that is {}", state.as_str().replace('_', " "))));
    }
    let wanted = wanted(&mut tx, &need, new)?;
    let invited = written(&mut tx, &need, &wanted)?;
    letters::tell(&mut tx, house, &invited, &News::Invited, &session.link(&need.event), None)?;
    let mut record = Event::new(&INVITED, Subject::new("event_session", id)).label(told::label(&need)).first("invited", &invited.len());
    for member in &invited {
        record = record.touching(Subject::new("member", member));
    }
    let answer = Invited { invited: invited.len(), passed_over: wanted.len() - invited.len() };
    tx.commit(record, answer)
}

fn wanted(tx: &mut WriteTx<'_>, need: &Need, new: NewInvitations) -> Result<BTreeSet<MemberId>> {
    let mut wanted = BTreeSet::new();
    for member in new.member_ids {
        wanted.insert(named::of_the_house(tx, "member_ids", member)?.id);
    }
    new.unit_id.map(|id| reach::unit_known(tx, id)).transpose()?;
    new.competency_id.map(|id| competencies::named(tx, "competency_id", id)).transpose()?;
    if new.unit_id.is_some() || new.competency_id.is_some() {
        wanted.extend(of_a_kind(tx, need, new.unit_id, new.competency_id)?);
    }
    match wanted.len() {
        0 => Err(Error::field("member_ids", "nobody", "say who is invited: members, or a unit or an ability that some have")),
        count if count > MOST => Err(Error::field("member_ids", "too-many", format!("at most {MOST} members are invited at once"))),
        _ => Ok(wanted),
    }
}

/// Everybody who serves in the unit and can do what is asked, as far as either is said.
fn of_a_kind(tx: &mut WriteTx<'_>, need: &Need, unit: Option<UnitId>, competency: Option<CompetencyId>) -> Result<Vec<MemberId>> {
    let units = unit.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT m.id FROM member m WHERE m.status = 'active' AND m.customer_id IS NULL").seldom();
    if let Some(units) = units {
        statement.sql(" AND ");
        access::postings::serves_in(&mut statement, "m.id", &units, tx.now());
    }
    if let Some(competency) = competency {
        let zone = TimeZone::get(&need.session.zone).unwrap_or(TimeZone::UTC);
        let day = need.session.start_at.date_in(&zone).to_string();
        statement.sql(
            " AND EXISTS (SELECT 1 FROM certificate c WHERE c.member_id = m.id AND c.verified_at IS NOT NULL AND c.revoked_at IS NULL",
        );
        statement.sql(" AND c.valid_from <= ").text(day.clone()).sql(" AND (c.valid_until IS NULL OR c.valid_until >= ").text(day);
        statement.sql(") AND c.competency_id = ").text(competency.as_str()).sql(")");
    }
    statement.load(tx.db())
}

fn written(tx: &mut WriteTx<'_>, need: &Need, wanted: &BTreeSet<MemberId>) -> Result<Vec<MemberId>> {
    let claims = rows::live_of(tx, need.requirement.id)?;
    let there: BTreeSet<MemberId> = claims.into_iter().map(|claim| claim.row.member_id).collect();
    let mut invited = Vec::new();
    for member in wanted.difference(&there) {
        let row = BookingRow::new(tx, need, *member, Seat::Full);
        rows::insert(tx, &row)?;
        invited.push(*member);
    }
    Ok(invited)
}
