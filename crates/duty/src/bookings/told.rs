//! Bookings as an asker is told of them.

use super::BookingId;
use super::allowed::Asked;
use super::rows::{self, Booking};
use super::rules::State;
use super::wire::BookingView;
use crate::needs::rows::{self as needs, Need};
use access::links::names_of_members;
use kernel::Result;
use roster::eligibility::Finding;
use roster::requirements::RequirementId;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::Tx;

/// These bookings, told.
pub(super) fn all(tx: &mut Tx<'_>, bookings: Vec<Booking>) -> Result<Vec<BookingView>> {
    let names = names_of_members(tx, bookings.iter().map(|booking| booking.row.member_id))?;
    let mut known: BTreeMap<RequirementId, Need> = BTreeMap::new();
    let mut views = Vec::with_capacity(bookings.len());
    for Booking { row, version, .. } in bookings {
        let need = match known.entry(row.requirement_id) {
            Entry::Vacant(place) => place.insert(needs::anywhere(tx, row.requirement_id)?),
            Entry::Occupied(place) => place.into_mut(),
        };
        let member = access::links::MemberLink { id: row.member_id, name: names.get(&row.member_id).cloned().unwrap_or_default() };
        views.push(BookingView {
            id: row.id,
            version,
            session: need.session.link(&need.event),
            requirement: need.link(),
            member,
            state: row.state,
            seat: row.seat,
            place_in_queue: rows::place_in_queue(tx, &row)?,
            offer_until: row.offer_until.filter(|_| row.state == State::Offered),
            allowed: Asked { tx, need, row: &row }.allowed(),
            reason: row.reason,
            appeal: row.appeal,
            assignment_id: row.assignment_id,
            created_at: row.created_at,
            warnings: Vec::new(),
        });
    }
    Ok(views)
}

/// One booking as it stands now, with what the rules said.
pub(crate) fn one(tx: &mut Tx<'_>, id: BookingId, warnings: Vec<Finding>) -> Result<BookingView> {
    let booking = rows::get(tx, id)?;
    let view = all(tx, vec![booking])?.pop();
    let view = view.ok_or_else(|| kernel::Error::not_found("booking"))?;
    Ok(BookingView { warnings, ..view })
}

/// What records call a requirement.
pub(crate) fn label(need: &Need) -> String {
    format!("{} · {}", need.requirement.title, need.requirement.detail)
}
