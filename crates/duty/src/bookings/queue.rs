//! The waiting list: offers that ran out end, and a place that is free is kept for whoever waits longest and may take it.

use super::eligible::{self, Asker};
use super::rows::{self, Booking};
use super::rules::{self, State};
use super::{places, told};
use crate::call_outs;
use crate::letters::{self, News};
use crate::needs::rows::Need;
use courier::House;
use kernel::{MemberId, Result};
use roster::assignments::Seat;
use roster::requirements::rows::filled;
use store::{Event, Subject, WriteTx};

/// What was done with a waiting list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Served {
    /// Whose offer or claim ran out.
    pub expired: Vec<MemberId>,
    /// To whom a place was offered.
    pub offered: Vec<MemberId>,
    /// Bookings whose assignment somebody changed elsewhere: written down.
    pub followed: usize,
    /// Who followed from the reserve of a call-out, once nobody waited whom the place could be offered.
    pub placed: Vec<MemberId>,
}

impl Served {
    /// Whether nothing was done.
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Beside what caused it, in one record.
    pub(crate) fn on(&self, mut event: Event) -> Event {
        for member in self.offered.iter().chain(&self.expired).chain(&self.placed) {
            event = event.touching(Subject::new("member", *member));
        }
        event
            .first("offered", &Some(&self.offered).filter(|all| !all.is_empty()))
            .first("expired", &Some(&self.expired).filter(|all| !all.is_empty()))
            .first("placed", &Some(&self.placed).filter(|all| !all.is_empty()))
    }
}

/// Serves the waiting list of a requirement, and then the reserve of those who were called out for it.
pub(super) fn serve(tx: &mut WriteTx<'_>, house: &House, need: &Need) -> Result<Served> {
    let mut served = offer(tx, house, need)?;
    served.placed = call_outs::follow(tx, house, need.requirement.id)?;
    Ok(served)
}

fn offer(tx: &mut WriteTx<'_>, house: &House, need: &Need) -> Result<Served> {
    let mut served = lapse(tx, need)?;
    let now = tx.now();
    if !need.requirement.live || need.is_collecting() || now >= need.session.start_at {
        return Ok(served);
    }
    let (full, supervised) = filled(tx, need.requirement.id)?;
    let mut free = [(Seat::Full, need.requirement.most - full), (Seat::Supervised, need.requirement.supervised - supervised)];
    for (_, left) in &mut free {
        *left = (*left).max(0);
    }
    if free.iter().all(|(_, left)| *left == 0) {
        return Ok(served);
    }
    let until = rules::offer_until(now, need.session.start_at);
    for mut claim in rows::live_of(tx, need.requirement.id)?.into_iter().filter(|claim| claim.row.state == State::Waitlisted) {
        let Some((_, left)) = free.iter_mut().find(|(seat, left)| *seat == claim.row.seat && *left > 0) else { continue };
        let verdict = eligible::judge(tx, need, claim.row.member_id, claim.row.seat, Asker::Turn)?;
        // Whoever may not take it now keeps their place on the list.
        if eligible::why_not(&verdict).is_some() {
            continue;
        }
        let state = claim.row.state.offer()?;
        places::give(tx, need, &mut claim.row, state, None, &[])?;
        claim.row.offer_until = Some(until);
        rows::save(tx, &mut claim.row)?;
        *left -= 1;
        served.offered.push(claim.row.member_id);
    }
    letters::tell(tx, house, &served.offered, &News::Offered(until), &need.session.link(&need.event), None)?;
    Ok(served)
}

/// Ends what ran out, and writes down what was changed elsewhere.
pub(super) fn lapse(tx: &mut WriteTx<'_>, need: &Need) -> Result<Served> {
    let (mut served, has_begun) = (Served::default(), tx.now() >= need.session.start_at);
    for Booking { mut row, is_behind, .. } in rows::overdue_of(tx, need.requirement.id, has_begun)? {
        let late = has_begun && row.state.expire().is_ok();
        if late {
            row.state = row.state.expire()?;
        }
        if late || is_behind {
            if row.state == State::Expired {
                served.expired.push(row.member_id);
                places::follow(tx, &row)?;
            } else {
                served.followed += 1;
            }
            rows::save(tx, &mut row)?;
        }
    }
    Ok(served)
}

/// The record of having served a waiting list on its own.
pub(super) fn record(need: &Need, served: &Served) -> Event {
    let event = Event::new(&super::SERVED, Subject::new("requirement", need.requirement.id)).label(told::label(need));
    served.on(event).first("followed", &Some(served.followed).filter(|count| *count > 0))
}
