//! Customers in the database. `sort_name` is the name in lower case: both engines order it byte by byte, so that lists agree.

use super::CustomerId;
use super::wire::CustomerSort;
use crate::listing::{CUSTOMER, CUSTOMERS, JOB, SITE, Seen, Statement, UNIT, Words};
use crate::schema::customer;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};

/// A customer as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = customer, primary_key(id, number), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct CustomerRow {
    pub number: i64,
    pub id: CustomerId,
    pub version: i64,
    pub name: String,
    pub sort_name: String,
    pub reference: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub notes: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub unit_id: Option<UnitId>,
}

impl CustomerRow {
    /// How people call it, such as `C-000042`.
    pub fn label(&self) -> String {
        format!("C-{:06} {}", self.number, self.name)
    }
}

/// A customer with how many sites and how many live jobs it has, as far as the asker may see them, and the name of its unit.
pub type Counted = (CustomerRow, i64, i64, Option<String>);

type CountedSql = (customer::SqlType, BigInt, BigInt, Nullable<Text>);

const COLUMNS: &str = "SELECT customer.number, customer.id, customer.version, customer.name, customer.sort_name, customer.reference, \
     customer.email, customer.phone, customer.notes, customer.created_at, customer.updated_at, customer.unit_id, \
     (SELECT count(*) FROM site WHERE site.customer_id = customer.id";

/// Select and joins, up to the conditions.
fn select(tx: &mut Tx<'_>) -> Statement<CountedSql> {
    let (sites, jobs, units) = (SITE.seen(tx), JOB.seen(tx), UNIT.seen(tx));
    let mut statement = Statement::<CountedSql>::on(tx.db());
    statement.sql(COLUMNS);
    sites.hold(&mut statement, true);
    statement.sql("), (SELECT count(*) FROM job WHERE job.customer_id = customer.id");
    statement.sql(" AND job.status IN ('open', 'planned', 'in_progress', 'on_hold')");
    jobs.hold(&mut statement, true);
    statement.sql("), unit.name FROM customer LEFT JOIN unit ON unit.id = customer.unit_id");
    units.hold(&mut statement, false);
    statement.sql(" WHERE ");
    statement
}

/// One customer within reach, with counts.
pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Counted> {
    let seen = CUSTOMER.reached(tx);
    let mut statement = select(tx);
    statement.sql("customer.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    let found = statement.load::<Counted>(tx.db())?.pop();
    found.map(|found| shown(&seen, found)).ok_or_else(|| Error::not_found("customer"))
}

/// What was written down about a customer is not for the customer.
fn shown(seen: &Seen, mut found: Counted) -> Counted {
    if seen.customer().is_some() {
        found.0.notes.clear();
    }
    found
}

/// The customer that a job or site is to be linked with: its name and its unit. One that is unknown, or that the actor may not see,
/// is the fault of `field`.
pub fn named(tx: &mut Tx<'_>, field: &'static str, id: CustomerId) -> Result<(String, Option<UnitId>)> {
    linked(tx, id)?.ok_or_else(|| Error::field(field, "unknown", "there is no such customer"))
}

/// Name and unit of a customer that the actor may see.
pub fn linked(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<(String, Option<UnitId>)>> {
    let seen = CUSTOMER.seen(tx);
    let mut statement = Statement::<(Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT customer.name, customer.unit_id FROM customer WHERE customer.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    Ok(statement.load(tx.db())?.pop())
}

/// Writes a new customer.
pub fn insert(tx: &mut WriteTx<'_>, row: &CustomerRow) -> Result<()> {
    diesel::insert_into(customer::table).values(row).execute(tx.db()).map_err(taken)?;
    Ok(())
}

/// Writes a changed customer: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut CustomerRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.sort_name = row.name.to_lowercase();
    diesel::update(customer::table.find(row.id)).set(&*row).execute(tx.db()).map_err(taken)?;
    Ok(())
}

fn taken(error: diesel::result::Error) -> Error {
    match Error::from(error) {
        Error::Clash { .. } => Error::Clash { code: "reference-taken", message: "another customer has this reference".into() },
        other => other,
    }
}

/// The customer whose name is exactly `name`, whatever its case; the oldest of several. With its unit.
pub fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<(CustomerId, Option<UnitId>)>> {
    let seen = CUSTOMER.seen(tx);
    let mut statement = Statement::<(Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT customer.id, customer.unit_id FROM customer WHERE customer.sort_name = ").text(name.to_lowercase());
    seen.hold(&mut statement, true);
    statement.sql(" ORDER BY customer.number LIMIT 1");
    Ok(statement.load(tx.db())?.pop())
}

/// The keys of a customer's place in each order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys {
    text: String,
    value: i64,
    number: i64,
}

impl Keys {
    /// Those of `row`.
    pub fn of(row: &CustomerRow) -> Self {
        Self { text: row.sort_name.clone(), value: row.updated_at.millis(), number: row.number }
    }
}

/// Which customers.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Holding these words.
    pub words: Option<Words>,
    /// Of this unit or one below it.
    pub unit: Option<UnitId>,
}

/// One page of customers and one more.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, sort: CustomerSort, after: Option<Keys>, limit: i64) -> Result<Vec<Counted>> {
    let seen = CUSTOMER.reached(tx);
    // A contact has one customer. Searching it would tell of the words in notes that are not for them.
    let words = filter.words.as_ref().filter(|_| seen.customer().is_none());
    let sought = words.map(|words| words.sought(tx, &CUSTOMERS)).transpose()?;
    let drives = sought.as_ref().map(|sought| sought.is_few(tx, limit)).transpose()?.unwrap_or(false);
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    let mut statement = select(tx);
    statement.sql("1 = 1");
    if let Some(sought) = &sought {
        statement.sql(" AND ");
        sought.hold(&mut statement, drives);
    }
    if let Some(units) = &units {
        statement.sql(" AND customer.unit_id").in_units(units);
    }
    seen.hold(&mut statement, drives || units.is_some());
    if let Some(keys) = after {
        statement.sql(sort.past());
        match sort {
            CustomerSort::Name | CustomerSort::NameDown => statement.text(keys.text).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Updated | CustomerSort::UpdatedDown => statement.number(keys.value).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Number | CustomerSort::NumberDown => statement.number(keys.number),
        };
    }
    statement.sql(sort.order(drives)).sql(" LIMIT ").number(limit);
    let found = statement.load::<Counted>(tx.db())?;
    Ok(found.into_iter().map(|found| shown(&seen, found)).collect())
}

impl CustomerSort {
    /// In the order of an index, or by sorting what something else found.
    fn order(self, sorted: bool) -> &'static str {
        match (self, sorted) {
            (Self::Name, false) => " ORDER BY customer.sort_name, customer.number",
            (Self::Name, true) => " ORDER BY customer.sort_name || '', customer.number",
            (Self::NameDown, false) => " ORDER BY customer.sort_name DESC, customer.number DESC",
            (Self::NameDown, true) => " ORDER BY customer.sort_name || '' DESC, customer.number DESC",
            (Self::Number, _) => " ORDER BY customer.number",
            (Self::NumberDown, _) => " ORDER BY customer.number DESC",
            (Self::Updated, false) => " ORDER BY customer.updated_at, customer.number",
            (Self::Updated, true) => " ORDER BY +customer.updated_at, customer.number",
            (Self::UpdatedDown, false) => " ORDER BY customer.updated_at DESC, customer.number DESC",
            (Self::UpdatedDown, true) => " ORDER BY +customer.updated_at DESC, customer.number DESC",
        }
    }

    fn past(self) -> &'static str {
        match self {
            Self::Name => " AND (customer.sort_name, customer.number) > (",
            Self::NameDown => " AND (customer.sort_name, customer.number) < (",
            Self::Number => " AND customer.number > ",
            Self::NumberDown => " AND customer.number < ",
            Self::Updated => " AND (customer.updated_at, customer.number) > (",
            Self::UpdatedDown => " AND (customer.updated_at, customer.number) < (",
        }
    }
}

/// The newest customers within reach that hold the words: id, name, number, reference.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<(CustomerId, String, i64, Option<String>)>> {
    let (seen, sought) = (CUSTOMER.reached(tx), words.sought(tx, &CUSTOMERS)?);
    let mut statement = Statement::<(Text, Text, BigInt, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT customer.id, customer.name, customer.number, customer.reference FROM customer WHERE ");
    sought.newest_seen(tx, &seen, &mut statement, limit)?;
    statement.load(tx.db())
}
