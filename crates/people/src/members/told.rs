//! A member as this asker is told of them: what they keep out of the directory is null for whoever may not see it.

use super::rows::{self, Beside, MemberRow};
use super::rules::{CUSTOM, Sight, hidden_names};
use super::wire::{Filter, MemberView, OnLeave};
use crate::units::rows as units;
use kernel::{MemberId, Page, Reach, Result, UnitId};
use serde_json::Value;
use std::collections::BTreeMap;
use store::Tx;

/// One member within the reach of the right in use.
pub(crate) fn shown(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberView> {
    let row = rows::find(tx, id)?;
    one(tx, row)
}

/// A row that was found, as it is told.
pub(crate) fn one(tx: &mut Tx<'_>, row: MemberRow) -> Result<MemberView> {
    let (sight, now) = (rows::sight(tx), tx.now());
    let beside = rows::beside(tx, &[row.id])?.remove(&row.id).unwrap_or_default();
    Ok(view(row, beside, &sight, now))
}

/// A page of the members wanted.
pub fn page(tx: &mut Tx<'_>, filter: &Filter) -> Result<Page<MemberView>> {
    let reach = tx.reach().clone();
    let found = within_units(tx, filter, Some(filter.limit.get() + 1), &reach)?;
    let page = Page::cut(found, filter.limit, |last| (last.sort_name.clone(), last.id));
    let items = all_of(tx, page.items)?;
    Ok(Page { items, next: page.next })
}

/// Every member wanted whom the asker may see, whatever the right in use: a right to take files away is none to see somebody.
pub(crate) fn all(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<MemberView>> {
    let Some(reach) = tx.right("members.read") else { return Ok(Vec::new()) };
    let found = within_units(tx, filter, None, &reach)?;
    all_of(tx, found)
}

fn within_units(tx: &mut Tx<'_>, filter: &Filter, limit: Option<i64>, reach: &Reach) -> Result<Vec<MemberRow>> {
    let units: Option<Vec<UnitId>> = match filter.unit {
        Some(unit) if filter.include_below => Some(units::forest(tx)?.now.downwards(unit).into_iter().collect()),
        Some(unit) => Some(vec![unit]),
        None => None,
    };
    rows::some(tx, filter, units.as_deref(), limit, reach)
}

fn all_of(tx: &mut Tx<'_>, found: Vec<MemberRow>) -> Result<Vec<MemberView>> {
    let (sight, now) = (rows::sight(tx), tx.now());
    let ids: Vec<MemberId> = found.iter().map(|row| row.id).collect();
    let mut beside = rows::beside(tx, &ids)?;
    Ok(found
        .into_iter()
        .map(|row| (beside.remove(&row.id).unwrap_or_default(), row))
        .map(|(beside, row)| view(row, beside, &sight, now))
        .collect())
}

fn view(row: MemberRow, beside: Beside, sight: &Sight, now: kernel::Timestamp) -> MemberView {
    let hidden = hidden_names(&row.hidden);
    let all = sight.sees_all_of(row.id, &beside.units);
    let seen = |field: &str| all || !hidden.iter().any(|name| name == field);
    let status = row.standing().status(now);
    let mut custom: BTreeMap<String, Value> = serde_json::from_str(&row.custom).unwrap_or_default();
    for (key, value) in &mut custom {
        if !seen(&format!("{CUSTOM}{key}")) {
            *value = Value::Null;
        }
    }
    MemberView {
        id: row.id,
        version: row.version,
        email: Some(row.email).filter(|_| seen("email")),
        phone: row.phone.filter(|_| seen("phone")),
        reference: row.reference.filter(|_| seen("reference")),
        has_photo: row.has_photo && seen("photo"),
        name: row.name,
        status,
        on_leave: row
            .leave_from
            .filter(|_| row.leave_until.is_none_or(|until| now < until))
            .map(|from| OnLeave { from, until: row.leave_until }),
        leaves_at: row.leaves_at,
        unit: beside.unit,
        supervisor: beside.supervisor,
        rank: beside.rank,
        roles: beside.roles,
        can_sign_in: row.has_way_in && status.may_sign_in(),
        hidden,
        custom,
        last_sign_in_at: row.last_sign_in_at,
        created_at: row.created_at,
    }
}

/// Whether the asker may see this field of this member.
pub(crate) fn may_see(tx: &mut Tx<'_>, row: &MemberRow, field: &str) -> Result<bool> {
    if !hidden_names(&row.hidden).iter().any(|name| name == field) {
        return Ok(true);
    }
    let beside = rows::beside(tx, &[row.id])?.remove(&row.id).unwrap_or_default();
    Ok(rows::sight(tx).sees_all_of(row.id, &beside.units))
}
