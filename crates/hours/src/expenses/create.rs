//! Writing an expense down.

use super::rows::{self, ExpenseRow};
use super::rules::{Asked, ExpenseState, Mileage, worked_out};
use super::wire::{ExpenseView, NewExpense};
use super::{CLAIMED, ExpenseId};
use crate::rates::{self, Rates};
use crate::records::unit_at;
use crate::{Day, settings};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Currency, Error, Money, Result, Zone};
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Claim an expense
///
/// One's own, as a draft: add the receipt, then submit it. What a mileage comes to is worked out by the organisation's rate of that day,
/// or by the one you say where it has none.
#[utoipa::path(post, path = "/expenses", tag = "Expenses", operation_id = "claimExpense", params(OnceHeader), request_body = NewExpense,
    responses((status = 201, description = "The expense.", body = ExpenseView)))]
pub async fn claim_expense(cx: Cx<permit::ExpensesClaim>, once: OnceKey, Json(new): Json<NewExpense>) -> Answer<Created<ExpenseView>> {
    let zone = cx.zone();
    let row = cx.write_once(once.of(&new)?, move |tx| carry_out(tx, &new, &zone)).await?;
    let location = format!("/api/v1/expenses/{}", row.id);
    Ok(Created { row, location })
}

fn carry_out(mut tx: WriteTx<'_>, new: &NewExpense, zone: &Zone) -> Result<Committed<ExpenseView>> {
    let member = tx.actor().member().ok_or_else(|| Error::internal("expenses are claimed by a member"))?;
    let (mileage, amount) = asked(&mut tx, new, zone)?;
    let unit = unit_at(&mut tx, member, new.day.start(&zone.rules()))?;
    let (id, number, now) = (ExpenseId::new(tx.now(), tx.rng()), tx.next_number("expense")?, tx.now());
    let row = ExpenseRow {
        id,
        version: 1,
        number,
        member_id: member,
        unit_id: unit,
        kind: new.kind,
        day: new.day,
        description: new.description.as_str().to_owned(),
        distance_tenths: mileage.map(|mileage| mileage.tenths),
        distance_unit: mileage.map(|mileage| mileage.unit),
        rate_minor: mileage.map(|mileage| mileage.rate),
        amount_minor: amount.minor,
        currency: amount.currency.as_str().to_owned(),
        state: ExpenseState::Draft,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        reason: None,
        paid_by: None,
        paid_at: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(&mut tx, &row)?;
    let event = Event::new(&CLAIMED, Subject::new("expense", id))
        .label(row.label())
        .first("kind", &row.kind)
        .first("day", &row.day)
        .first("description", &row.description)
        .first("amount", &amount.to_string())
        .touching(Subject::new("member", member));
    let view = ExpenseView::now(&mut tx, &row)?;
    tx.commit(event, view)
}

/// What a claim comes to, by the rates there are.
pub(super) fn asked(tx: &mut Tx<'_>, new: &NewExpense, zone: &Zone) -> Result<(Option<Mileage>, Money)> {
    if new.day > Day::of(tx.now(), &zone.rules()) {
        return Err(Error::field("day", "in-the-future", "must not be a day to come"));
    }
    let unread = || Error::field("currency", "not-a-currency", "expected three capital letters, such as GBP");
    let currency = Currency::parse(new.currency.as_str()).ok_or_else(unread)?;
    let (_, rates): (i64, Rates) = settings::of(tx, rates::NAME)?;
    let distance = new.distance.map(|distance| (distance.tenths, distance.unit));
    worked_out(Asked { kind: new.kind, day: new.day, distance, rate: new.rate_minor, amount: new.amount_minor, currency }, &rates)
}
