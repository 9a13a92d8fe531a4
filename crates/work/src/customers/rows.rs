//! Customers in the database. `sort_name` is the name in lower case: both engines order it byte by byte, so that lists agree.

use super::CustomerId;
use super::wire::CustomerSort;
use crate::listing::{CUSTOMERS, Statement, Words};
use crate::schema::customer;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, Result, Timestamp};
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
}

impl CustomerRow {
    /// How people call it, such as `C-000042`.
    pub fn label(&self) -> String {
        format!("C-{:06} {}", self.number, self.name)
    }
}

/// A customer with how many sites and how many live jobs it has.
pub type Counted = (CustomerRow, i64, i64);

type CountedSql = (customer::SqlType, BigInt, BigInt);

const SELECT: &str = "SELECT customer.number, customer.id, customer.version, customer.name, customer.sort_name, customer.reference, \
     customer.email, customer.phone, customer.notes, customer.created_at, customer.updated_at, \
     (SELECT count(*) FROM site WHERE site.customer_id = customer.id), \
     (SELECT count(*) FROM job WHERE job.customer_id = customer.id AND job.status IN ('open', 'planned', 'in_progress', 'on_hold')) \
     FROM customer WHERE ";

/// One customer, with counts.
pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Counted> {
    let mut statement = Statement::<CountedSql>::on(tx.db());
    statement.sql(SELECT).sql("customer.id = ").text(id.as_str());
    statement.load::<Counted>(tx.db())?.pop().ok_or_else(|| Error::not_found("customer"))
}

/// The customer that a job or site is to be linked with; an unknown one is the fault of `field`.
pub fn named(tx: &mut Tx<'_>, field: &'static str, id: CustomerId) -> Result<String> {
    let name: Option<String> = customer::table.find(id).select(customer::name).get_result(tx.db()).optional()?;
    name.ok_or_else(|| Error::field(field, "unknown", "there is no such customer"))
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

/// The customer whose name is exactly `name`, whatever its case; the oldest of several.
pub fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<CustomerId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT id FROM customer WHERE sort_name = ").text(name.to_lowercase()).sql(" ORDER BY number LIMIT 1");
    Ok(statement.load::<CustomerId>(tx.db())?.pop())
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

/// One page of customers and one more.
pub fn list(tx: &mut Tx<'_>, words: Option<&Words>, sort: CustomerSort, after: Option<Keys>, limit: i64) -> Result<Vec<Counted>> {
    let sought = words.map(|words| words.sought(tx, &CUSTOMERS)).transpose()?;
    let drives = sought.as_ref().map(|sought| sought.is_few(tx, limit)).transpose()?.unwrap_or(false);
    let mut statement = Statement::<CountedSql>::on(tx.db());
    statement.sql(SELECT).sql("1 = 1");
    if let Some(sought) = &sought {
        statement.sql(" AND ");
        sought.hold(&mut statement, drives);
    }
    if let Some(keys) = after {
        statement.sql(sort.past());
        match sort {
            CustomerSort::Name | CustomerSort::NameDown => statement.text(keys.text).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Updated | CustomerSort::UpdatedDown => statement.number(keys.value).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Number | CustomerSort::NumberDown => statement.number(keys.number),
        };
    }
    statement.sql(sort.order(drives)).sql(" LIMIT ").number(limit);
    statement.load(tx.db())
}

impl CustomerSort {
    /// In the order of an index, or by sorting what something else found.
    fn order(self, sorted: bool) -> &'static str {
        match (self, sorted) {
            (Self::Name, false) => " ORDER BY sort_name, number",
            (Self::Name, true) => " ORDER BY sort_name || '', number",
            (Self::NameDown, false) => " ORDER BY sort_name DESC, number DESC",
            (Self::NameDown, true) => " ORDER BY sort_name || '' DESC, number DESC",
            (Self::Number, _) => " ORDER BY number",
            (Self::NumberDown, _) => " ORDER BY number DESC",
            (Self::Updated, false) => " ORDER BY updated_at, number",
            (Self::Updated, true) => " ORDER BY +updated_at, number",
            (Self::UpdatedDown, false) => " ORDER BY updated_at DESC, number DESC",
            (Self::UpdatedDown, true) => " ORDER BY +updated_at DESC, number DESC",
        }
    }

    fn past(self) -> &'static str {
        match self {
            Self::Name => " AND (sort_name, number) > (",
            Self::NameDown => " AND (sort_name, number) < (",
            Self::Number => " AND number > ",
            Self::NumberDown => " AND number < ",
            Self::Updated => " AND (updated_at, number) > (",
            Self::UpdatedDown => " AND (updated_at, number) < (",
        }
    }
}

/// The newest customers that hold the words: id, name, number, reference.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<(CustomerId, String, i64, Option<String>)>> {
    let sought = words.sought(tx, &CUSTOMERS)?;
    let mut statement = Statement::<(Text, Text, BigInt, diesel::sql_types::Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT customer.id, customer.name, customer.number, customer.reference FROM customer WHERE ");
    sought.newest(&mut statement, limit);
    statement.load(tx.db())
}
