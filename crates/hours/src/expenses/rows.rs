//! Expenses in the database.

use super::ExpenseId;
use super::rules::{Claim, ExpenseKind, ExpenseState};
use super::wire::ExpenseQuery;
use crate::Day;
use crate::rates::rules::DistanceUnit;
use crate::reach::EXPENSE;
use crate::schema::{expense, expense_receipt};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Currency, Error, MemberId, Money, Reach, Result, Timestamp, UnitId};
use store::{Statement, Tx, WriteTx};

/// An expense as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = expense, treat_none_as_null = true)]
pub(super) struct ExpenseRow {
    pub(super) id: ExpenseId,
    pub(super) version: i64,
    pub(super) number: i64,
    pub(super) member_id: MemberId,
    pub(super) unit_id: Option<UnitId>,
    pub(super) kind: ExpenseKind,
    pub(super) day: Day,
    pub(super) description: String,
    pub(super) distance_tenths: Option<i64>,
    pub(super) distance_unit: Option<DistanceUnit>,
    pub(super) rate_minor: Option<i64>,
    pub(super) amount_minor: i64,
    pub(super) currency: String,
    pub(super) state: ExpenseState,
    pub(super) submitted_at: Option<Timestamp>,
    pub(super) decided_by: Option<MemberId>,
    pub(super) decided_at: Option<Timestamp>,
    pub(super) reason: Option<String>,
    pub(super) paid_by: Option<MemberId>,
    pub(super) paid_at: Option<Timestamp>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

impl ExpenseRow {
    /// As far as rules ask.
    pub(super) fn claim(&self) -> Claim {
        Claim { state: self.state, member: self.member_id }
    }

    /// How people call it, such as `X-000042`.
    pub(super) fn label(&self) -> String {
        format!("X-{:06}", self.number)
    }

    /// What it comes to.
    pub(super) fn amount(&self) -> Option<Money> {
        Currency::parse(&self.currency).map(|currency| Money::new(self.amount_minor, currency))
    }
}

/// An expense, the names of the claimant, the unit and whoever decided, and the kind and size of its receipt.
pub(super) type Named = (ExpenseRow, String, Option<String>, Option<String>, Option<String>, Option<i64>);
type NamedSql = (expense::SqlType, Text, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<BigInt>);

const SELECT: &str = "SELECT expense.id, expense.version, expense.number, expense.member_id, expense.unit_id, expense.kind, expense.day, \
     expense.description, expense.distance_tenths, expense.distance_unit, expense.rate_minor, expense.amount_minor, expense.currency, \
     expense.state, expense.submitted_at, expense.decided_by, expense.decided_at, expense.reason, expense.paid_by, expense.paid_at, \
     expense.created_at, expense.updated_at, m.name, u.name, d.name, r.kind, r.bytes FROM expense JOIN member AS m ON m.id = expense.member_id \
     LEFT JOIN unit AS u ON u.id = expense.unit_id LEFT JOIN member AS d ON d.id = expense.decided_by \
     LEFT JOIN expense_receipt AS r ON r.expense_id = expense.id WHERE 1 = 1";

/// Narrows a statement to one's own claims and to those one may decide on, which are no drafts.
fn hold(tx: &Tx<'_>, statement: &mut Statement<NamedSql>) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    statement.sql(" AND (expense.member_id = ").text(me);
    if let Some(decides) = tx.right("expenses.approve").filter(|reach| *reach != Reach::Own) {
        statement.sql(" OR (expense.state <> 'draft'");
        EXPENSE.hold(tx, statement, Some(&decides));
        statement.sql(")");
    }
    statement.sql(")");
}

/// One expense that the asker may see.
pub(super) fn find(tx: &mut Tx<'_>, id: ExpenseId) -> Result<Named> {
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND expense.id = ").text(id.as_str());
    hold(tx, &mut statement);
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::not_found("expense"))
}

/// Expenses that the asker may see, the latest first.
pub(super) fn list(tx: &mut Tx<'_>, query: &ExpenseQuery, after: Option<i64>, limit: i64) -> Result<Vec<Named>> {
    let units = query.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT);
    hold(tx, &mut statement);
    if let Some(member) = query.member_id {
        statement.sql(" AND expense.member_id = ").text(member.as_str());
    }
    if let Some(units) = &units {
        statement.sql(" AND expense.unit_id").in_units(units);
    }
    if let Some(state) = query.state {
        statement.sql(" AND expense.state = ").text(state.as_str());
    }
    if let Some(from) = query.from {
        statement.sql(" AND expense.day >= ").text(from.as_str());
    }
    if let Some(until) = query.until {
        statement.sql(" AND expense.day <= ").text(until.as_str());
    }
    if let Some(after) = after {
        statement.sql(" AND expense.number < ").number(after);
    }
    statement.sql(" ORDER BY expense.number DESC LIMIT ").number(limit);
    statement.load(tx.db())
}

/// Writes a new expense.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &ExpenseRow) -> Result<()> {
    diesel::insert_into(expense::table).values(row).execute(tx.db())?;
    Ok(())
}

/// Writes a changed expense: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &mut ExpenseRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(expense::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// The receipt of an expense: its media type and its bytes.
pub(super) fn receipt(tx: &mut Tx<'_>, id: ExpenseId) -> Result<(String, Vec<u8>)> {
    let found: Option<(String, Vec<u8>)> =
        expense_receipt::table.find(id).select((expense_receipt::kind, expense_receipt::content_sealed)).get_result(tx.db()).optional()?;
    let (kind, sealed) = found.ok_or_else(|| Error::not_found("receipt"))?;
    Ok((kind, tx.open("expense_receipt", "content", id.as_str(), &sealed)?))
}

/// Puts a receipt in the place of the one there was.
pub(super) fn put_receipt(tx: &mut WriteTx<'_>, id: ExpenseId, kind: &str, content: &[u8]) -> Result<()> {
    let (sealed, now) = (tx.seal("expense_receipt", "content", id.as_str(), content)?, tx.now());
    let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
    diesel::delete(expense_receipt::table.find(id)).execute(tx.db())?;
    diesel::insert_into(expense_receipt::table)
        .values((
            (expense_receipt::expense_id.eq(id), expense_receipt::kind.eq(kind), expense_receipt::bytes.eq(bytes)),
            (expense_receipt::content_sealed.eq(sealed), expense_receipt::at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}
