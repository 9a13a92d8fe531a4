//! Giving out the places of those who applied until the deadline.

use super::eligible::{self, Asker};
use super::fairness::{Applicant, ordered};
use super::rows::{self, Booking, BookingRow};
use super::rules::State;
use super::{places, told};
use crate::letters::{self, News};
use crate::needs::rows::Need;
use crate::needs::{ALLOCATED, Allocation, rows as needs};
use courier::House;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, MemberId, Result, Timestamp};
use roster::requirements;
use std::collections::BTreeMap;
use store::{Event, Statement, Subject, WriteTx};

/// Hours of so many days before it begins are counted.
const DAYS_COUNTED: i64 = 90;

/// Gives out the places; what it did is for the caller to commit.
pub(crate) fn carry_out(tx: &mut WriteTx<'_>, house: &House, mut need: Need) -> Result<Event> {
    check(&need, tx.now())?;
    let seed = seed(tx);
    let claims: Vec<Booking> =
        rows::live_of(tx, need.requirement.id)?.into_iter().filter(|claim| claim.row.state == State::Applied).collect();
    let minutes = minutes(tx, &need, &claims)?;
    let applicants = claims.iter().map(|claim| claim.row.member_id);
    let applicants = applicants.map(|member| Applicant { member, minutes: minutes.get(&member).copied().unwrap_or_default() }).collect();
    let order = ordered(applicants, need.sign_up.allocation, &seed);
    let mut claimed: BTreeMap<MemberId, BookingRow> = claims.into_iter().map(|claim| (claim.row.member_id, claim.row)).collect();
    let mut results: BTreeMap<State, Vec<MemberId>> = BTreeMap::new();
    let first = rows::next_turn(tx, need.requirement.id)?;
    for (turn, applicant) in (0..).zip(&order) {
        let Some(mut row) = claimed.remove(&applicant.member) else { continue };
        given(tx, &need, &mut row, first.plus_millis(turn))?;
        rows::save(tx, &mut row)?;
        results.entry(row.state).or_default().push(row.member_id);
    }
    let link = need.session.link(&need.event);
    for (state, news) in [(State::Confirmed, News::Confirmed), (State::Waitlisted, News::Waitlisted), (State::Declined, News::Refused)] {
        letters::tell(tx, house, results.get(&state).map_or(&[][..], Vec::as_slice), &news, &link, None)?;
    }
    (need.sign_up.allocated_at, need.sign_up.seed) = (Some(tx.now()), Some(seed));
    needs::save(tx, &need.sign_up)?;
    requirements::update(tx, &mut need.requirement)?;
    Ok(recorded(&need, &order, &results))
}

fn check(need: &Need, now: Timestamp) -> Result<()> {
    let deadline = need.session.course().deadline();
    if need.sign_up.allocation == Allocation::FirstCome {
        return Err(Error::refused("first-come", "places go to whoever comes first: there is nothing to give out"));
    }
    if need.sign_up.allocated_at.is_some() {
        return Err(Error::refused("allocated", "the places were given out already"));
    }
    if !need.requirement.live {
        return Err(Error::refused("not-open", "the session is not published, or was cancelled"));
    }
    if now < deadline {
        return Err(Error::refused("still-collecting", format!("applications are collected until {deadline}")));
    }
    Ok(())
}

/// Sixteen bytes of chance, in hexadecimal.
fn seed(tx: &WriteTx<'_>) -> String {
    let mut bytes = [0_u8; 16];
    tx.rng().fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// A place if one is left, else a place on the waiting list in the order drawn; refused only what a rule refuses.
fn given(tx: &mut WriteTx<'_>, need: &Need, row: &mut BookingRow, turn: Timestamp) -> Result<()> {
    let verdict = eligible::judge(tx, need, row.member_id, row.seat, Asker::Turn)?;
    let (verdict, is_full) = eligible::but_for_room(verdict);
    if let Some(why) = eligible::why_not(&verdict) {
        (row.state, row.reason) = (row.state.decline()?, Some(why));
        return Ok(());
    }
    if is_full {
        (row.state, row.queued_at) = (row.state.wait()?, Some(turn));
        return Ok(());
    }
    let state = row.state.confirm()?;
    places::give(tx, need, row, state, None, &[])
}

/// Minutes planned and worked by each who applied, of assignments that begin in the days counted before the session does.
fn minutes(tx: &mut WriteTx<'_>, need: &Need, claims: &[Booking]) -> Result<BTreeMap<MemberId, i64>> {
    let start = need.session.start_at;
    let mut found = BTreeMap::new();
    for part in claims.chunks(500) {
        let mut statement = Statement::<(Text, BigInt)>::on(tx.db());
        statement.sql("SELECT member_id, CAST(SUM((end_at - start_at) / 60000) AS BIGINT) FROM assignment WHERE live AND start_at >= ");
        statement.number(start.plus_millis(-DAYS_COUNTED * 24 * 60 * 60 * 1_000).millis()).sql(" AND start_at < ").number(start.millis());
        statement
            .sql(" AND member_id")
            .in_texts(part.iter().map(|claim| claim.row.member_id.to_string()))
            .sql(" GROUP BY member_id")
            .seldom();
        found.extend(statement.load::<(MemberId, i64)>(tx.db())?);
    }
    Ok(found)
}

fn recorded(need: &Need, order: &[Applicant], results: &BTreeMap<State, Vec<MemberId>>) -> Event {
    let order: Vec<(MemberId, i64)> = order.iter().map(|applicant| (applicant.member, applicant.minutes)).collect();
    let mut record = Event::new(&ALLOCATED, Subject::new("requirement", need.requirement.id))
        .label(told::label(need))
        .first("allocation", &need.sign_up.allocation)
        .first("seed", &need.sign_up.seed)
        .first("order", &order)
        .first("confirmed", &results.get(&State::Confirmed))
        .first("waitlisted", &results.get(&State::Waitlisted))
        .first("declined", &results.get(&State::Declined));
    for (member, _) in order {
        record = record.touching(Subject::new("member", member));
    }
    record
}
