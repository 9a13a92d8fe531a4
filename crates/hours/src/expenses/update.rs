//! Changing an expense that was not submitted.

use super::create::asked;
use super::rules::ExpenseAct;
use super::wire::{ExpenseView, NewExpense};
use super::{CHANGED, ExpenseId, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Result, Zone};
use store::{Committed, Event, Subject, WriteTx};

/// Change an expense
///
/// Whole, while it is a draft.
#[utoipa::path(put, path = "/expenses/{id}", tag = "Expenses", operation_id = "changeExpense",
    params(("id" = ExpenseId, Path, description = "The expense."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = NewExpense, responses((status = 200, description = "The expense as it stands now.", body = ExpenseView)))]
pub async fn change_expense(
    cx: Cx<permit::ExpensesClaim>,
    Path(id): Path<ExpenseId>,
    if_match: IfMatch,
    Json(new): Json<NewExpense>,
) -> Answer<Versioned<ExpenseView>> {
    let zone = cx.zone();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, &new, &zone)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: ExpenseId, if_match: IfMatch, new: &NewExpense, zone: &Zone) -> Result<Committed<ExpenseView>> {
    let (before, ..) = rows::find(&mut tx, id)?;
    if_match.hold(before.version, || ExpenseView::now(&mut tx, &before))?;
    let mut row = before.clone();
    row.state = row.claim().after(ExpenseAct::Change, tx.actor().member())?;
    let (mileage, amount) = asked(&mut tx, new, zone)?;
    (row.kind, row.day, row.description) = (new.kind, new.day, new.description.as_str().to_owned());
    row.distance_tenths = mileage.map(|mileage| mileage.tenths);
    row.distance_unit = mileage.map(|mileage| mileage.unit);
    row.rate_minor = mileage.map(|mileage| mileage.rate);
    (row.amount_minor, row.currency) = (amount.minor, amount.currency.as_str().to_owned());
    rows::save(&mut tx, &mut row)?;
    let event = Event::new(&CHANGED, Subject::new("expense", id))
        .label(row.label())
        .change("kind", &before.kind, &row.kind)
        .change("day", &before.day, &row.day)
        .change("description", &before.description, &row.description)
        .change("amount", &before.amount().map(|amount| amount.to_string()), &Some(amount.to_string()));
    let view = ExpenseView::now(&mut tx, &row)?;
    tx.commit(event, view)
}
